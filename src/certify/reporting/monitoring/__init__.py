"""Reports of a batch under a rule set for monitoring: nobody is put forward, no unit is covered."""
