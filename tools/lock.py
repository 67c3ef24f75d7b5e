"""Write requirements.lock: the versions now in .venv of everything pyproject.toml names, and of what that needs.

Run it with the clone's own Python (``make lock``) after changing pyproject.toml and installing what it says.
"""

import sys
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
HEAD = "# Every package and its one version; made by `make lock`, read by `make setup`.\n"


def wanted() -> list[Requirement]:
    """What pyproject.toml names: to build, to run, to develop."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    lines = (
        project["build-system"]["requires"] + project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    )
    return [Requirement(line) for line in lines]


def closure(roots: list[Requirement]) -> dict[str, str]:
    """Names and installed versions of the roots and of all they need here."""
    found: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    waiting = [(root, extra) for root in roots for extra in ("", *sorted(root.extras))]
    while waiting:
        requirement, extra = waiting.pop()
        name = canonicalize_name(requirement.name)
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        package = distribution(requirement.name)
        found[name] = package.version
        if not requirement.specifier.contains(package.version, prereleases=True):
            raise SystemExit(f"{name} {package.version} is installed, but {requirement} is asked for")
        for line in package.requires or ():
            need = Requirement(line)
            if need.marker is None or need.marker.evaluate({"extra": extra}):
                waiting += [(need, one) for one in ("", *sorted(need.extras))]
    return found


def main() -> None:
    """Write the file and say how long it is."""
    try:
        found = closure(wanted())
    except PackageNotFoundError as error:
        raise SystemExit(f"not installed: {error}; install what pyproject.toml says first")
    lines = [f"{name}=={version}\n" for name, version in sorted(found.items())]
    (ROOT / "requirements.lock").write_text(HEAD + "".join(lines))
    sys.stdout.write(f"requirements.lock: {len(lines)} packages\n")


if __name__ == "__main__":
    main()
