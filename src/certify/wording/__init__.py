"""Every sentence that a user reads, in Chinese and in English, by the code that data carries."""
