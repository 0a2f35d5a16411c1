"""`certify rules new`: the start of a rule set or of the next version of one; nothing is ever written over."""

import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from certify.cli.chosen_rules import chosen_rulesets
from certify.cli.output import UsageError, complain, deliver_bytes, prepare_streams
from certify.language import Lang, Text
from certify.rules.home import criteria_home, is_packaged
from certify.running.new_rules import FIRST, new_ruleset, new_version

_ID = re.compile(r"[a-z][a-z0-9-]*")
_NOT_AN_ID = Text(
    "“{name}”不能作编号：请用小写英文字母、数字和 -，以字母开头，如 example-2025",
    "{name} cannot be an id: use lower-case letters, digits and -, a letter first, for example example-2025",
)
_THERE = Text(
    "{path} 已经存在，没有覆盖；要立新版本，请用 certify rules new {name} --like {name}",
    "{path} exists and was not written over; for a new version use certify rules new {name} --like {name}",
)
_PACKAGED = Text(
    "规则文件夹在程序的安装目录里（{home}），重装就没有了。请把它复制出来，用环境变量 CERTIFY_CRITERIA 指向副本，再运行；见 docs/writing-rules.md",
    "the criteria folder is that of the installed program ({home}) and goes when it is installed anew. Copy it, name the "
    "copy with CERTIFY_CRITERIA and run this again; see docs/writing-rules.md",
)
_EXISTS = Text("{path} 已经存在，没有覆盖", "{path} exists and was not written over")
_YAML = Text(
    "规则写成 .yaml 文件，如 -o {name}/1.0.0.yaml", "a rule set is a .yaml file, for example -o {name}/1.0.0.yaml"
)
_NEXT = Text(
    "已写出：\n{written}\n接下来：\n"
    "  1. 改 {first}；写法见 docs/writing-rules.md\n"
    "  2. 随改随查：certify rules lint {first}\n"
    "  3. 核对判例：certify rules test {name}@{version}\n"
    "  4. 定稿后发布：certify rules issue {name}@{version}\n",
    "Written:\n{written}\nNext:\n"
    "  1. edit {first}; see docs/writing-rules.md\n"
    "  2. check as you go: certify rules lint {first}\n"
    "  3. run its cases: certify rules test {name}@{version}\n"
    "  4. issue it when it is final: certify rules issue {name}@{version}\n",
)


def run(name: str, like: str | None, output: Path | None, lang: Lang) -> int:
    """Write the start of the rule set `name`, or of its next version where `like` is the same; return 0 or 2."""
    prepare_streams()
    try:
        _not_packaged(output, lang)
        files = _files(name, like, output, lang)
        _none_there(files, lang)
        for path, text in files.items():
            deliver_bytes(text.encode(), path, lang)
    except UsageError as error:
        complain(str(error))
        return 2
    first, version = next(iter(files)), _version(files)
    written = "\n".join(f"  {path}" for path in files)
    sys.stdout.write(_NEXT.to(lang).format(written=written, first=first, name=name, version=version))
    return 0


def _not_packaged(output: Path | None, lang: Lang) -> None:
    if output is None and is_packaged(criteria_home()):
        raise UsageError(_PACKAGED.to(lang).format(home=criteria_home()))


def _files(name: str, like: str | None, output: Path | None, lang: Lang) -> Mapping[Path, str]:
    if not _ID.fullmatch(name):
        raise UsageError(_NOT_AN_ID.to(lang).format(name=name))
    if output is not None and output.suffix.lower() not in (".yaml", ".yml"):
        raise UsageError(_YAML.to(lang).format(name=name))
    home = criteria_home()
    model = None if like is None else chosen_rulesets([like], lang)[0]
    if model is not None and model.id == name:
        return new_version(model, home, output)
    if output is None and (home / name).exists():
        raise UsageError(_THERE.to(lang).format(path=home / name, name=name))
    return new_ruleset(name, model, home, output)


def _none_there(files: Iterable[Path], lang: Lang) -> None:
    taken = [path for path in files if path.exists()]
    if taken:
        raise UsageError("\n".join(_EXISTS.to(lang).format(path=path) for path in taken))


def _version(files: Mapping[Path, str]) -> str:
    """Return the version that the first of the files states."""
    found = re.search(r"(?m)^version: (\S+)$", next(iter(files.values())))
    return found[1] if found else FIRST
