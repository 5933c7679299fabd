"""The command `renom letter`, as a person runs it on the demo's findings."""

import datetime as dt
import io
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner, Result
from docx import Document

from collector.cli import renom
from collector.core.errors import LetterError
from collector.core.letters.drafting import Request
from collector.wiring import letters as wired
from tests.support import practices
from tests.support.demo_practice import lay_out_demo

DAY = "2026-11-10"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the demo practice, after its passes."""
    return lay_out_demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def finding(demo: Path) -> str:
    """Return a finding of Dr Martin that is still online, on a site that one can answer for."""
    for path in sorted((demo / "data/findings/marie-martin").rglob("*.yml")):
        text = path.read_text("utf-8")
        if "state: present" in text and "source: note-docteurs" in text:
            return path.stem
    raise AssertionError("the demo has no such finding any more")


def letter(*words: str) -> Result:
    """Return what the command said and how it ended."""
    return CliRunner().invoke(renom, ["letter", *words])


def told(result: Result) -> str:
    """Return all that was printed, with plain spaces."""
    return " ".join(result.output.replace("\u00a0", " ").split())


def test_it_lists_the_letters_and_when_they_serve() -> None:
    """One name a line, as the command wants it, then the occasion."""
    done = letter("--list")

    assert 0 == done.exit_code
    lines = done.output.splitlines()
    assert "opposition-fiche  Opposition à une fiche et demande d’effacement" in lines
    assert sum(not line.startswith(" ") for line in lines) == len(wired.known_letters()) >= 24


def test_a_letter_is_written_in_three_forms(demo: Path, finding: str, tmp_path: Path) -> None:
    """Each opens and holds what is known; what is not is listed with the way to give it."""
    done = letter(
        *(finding, "instruction-avocat", "--practice", str(demo), "--today", DAY, "--out", str(tmp_path)),
        *("--set", "avocat=Maître Ève <#let> Brun", "--set", "courriel=martin@cabinet.example", "--anyway"),
    )

    assert 0 == done.exit_code, done.output
    name = f"instruction-avocat-{finding}"
    assert {f"{name}.md", f"{name}.docx", f"{name}.pdf"} == {path.name for path in tmp_path.iterdir()}
    texts = (
        (tmp_path / f"{name}.md").read_text("utf-8"),
        "\n".join(cell.text for row in Document(str(tmp_path / f"{name}.docx")).tables[0].rows for cell in row.cells),
        pypdf.PdfReader(io.BytesIO((tmp_path / f"{name}.pdf").read_bytes())).pages[0].extract_text(),
    )
    for text in texts:
        assert "Dr Marie Martin, médecin généraliste" in text
        assert "Maître Ève <#let> Brun" in text
    assert "qualification probable, ou « à déterminer » : --set qualification=…" in told(done)
    assert "À faire vérifier avant l’envoi : " in told(done)


def test_a_letter_that_somebody_worked_on_stays(demo: Path, finding: str, tmp_path: Path) -> None:
    """The same letter is not written twice; another takes the next name."""
    words = (finding, "relance", "--practice", str(demo), "--today", DAY, "--out", str(tmp_path), "--format", "md")
    assert 0 == letter(*words).exit_code
    assert 0 == letter(*words).exit_code
    (first,) = tmp_path.iterdir()
    first.write_text("relu et corrigé", "utf-8")

    assert 0 == letter(*words).exit_code

    assert "relu et corrigé" == first.read_text("utf-8")
    assert {first.name, f"relance-{finding}-2.md"} == {path.name for path in tmp_path.iterdir()}


def test_facts_come_from_files_too(demo: Path, finding: str, tmp_path: Path) -> None:
    """A reply of several lines is given in a file; its byte-order mark is none of its words."""
    reply = tmp_path / "réponse.txt"
    reply.write_bytes("\ufeffPremière ligne.\nSeconde ligne.".encode())
    out = tmp_path / "out"

    done = letter(
        *(finding, "droit-de-reponse", "--practice", str(demo), "--today", DAY, "--anyway", "--format", "md"),
        *("--set-file", f"texte_de_la_reponse={reply}", "--out", str(out)),
    )

    assert 0 == done.exit_code, done.output
    assert "> Première ligne.  \n> Seconde ligne." in next(out.iterdir()).read_text("utf-8")


def test_a_blank_copy_needs_no_practice(tmp_path: Path) -> None:
    """In an empty folder, in a process of its own: Word and PDF under build/lettres/."""
    done = practices.renom("letter", "opposition-google", "--blank", cwd=tmp_path)

    assert (0, "") == (done.returncode, done.stderr)
    assert {"opposition-google.md", "opposition-google.docx", "opposition-google.pdf"} == {
        path.name for path in (tmp_path / "build/lettres").iterdir()
    }
    text = (tmp_path / "build/lettres/opposition-google.md").read_text("utf-8")
    assert "Google LLC et Google Ireland Limited  \nGordon House  \n" in text
    assert "\\[vos prénom et nom\\]" in text


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ((), "say about what, then which letter"),
        (("relance",), "say about what, then which letter"),
        (("--blank",), "say which letter"),
        (("f-0", "relance", "--set", "nom"), "gives no fact: write NAME=VALUE"),
        (("f-0", "relance", "--set", "=x"), "gives no fact: write NAME=VALUE"),
    ],
)
def test_a_question_that_is_not_one_is_explained(words: tuple[str, ...], complaint: str) -> None:
    """Exit status 2, as for any wrong use."""
    done = letter(*words)

    assert 2 == done.exit_code
    assert complaint in done.output


def test_what_cannot_be_written_is_told_in_french(demo: Path, tmp_path: Path) -> None:
    """A name that leads nowhere, a file that is no text or too long: status 1, and nothing is written."""
    (tmp_path / "binaire").write_bytes(b"\xff\xfe")
    (tmp_path / "long").write_bytes(b"a" * 200_001)
    given = ("--practice", str(demo), "--out", str(tmp_path / "out"))

    for words, complaint in (
        (("f-0000000000000000", "relance"), "Rien ne s’appelle « f-0000000000000000 »"),
        (("f-0000000000000000", "relances"), "Voulez-vous dire relance ?"),
        (("f-0", "relance", "--set-file", f"suite={tmp_path / 'binaire'}"), "ne se lit pas comme un texte"),
        (("f-0", "relance", "--set-file", f"suite={tmp_path / 'absent'}"), "ne se lit pas comme un texte"),
        (("f-0", "relance", "--set-file", f"suite={tmp_path / 'long'}"), "200 ko au plus"),
    ):
        done = practices.renom("letter", *words, *given, cwd=tmp_path)
        assert (1, "") == (done.returncode, done.stdout)
        assert complaint in " ".join(done.stderr.replace("\u00a0", " ").split())
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_told(demo: Path, finding: str, tmp_path: Path) -> None:
    """The message names the folder and the option."""
    (tmp_path / "plein").write_text("un fichier")

    with pytest.raises(LetterError, match=r"Impossible d’écrire dans .*plein.*--out"):
        wired.write_letter(demo, Request("relance", finding), dt.date(2026, 11, 10), ("md",), tmp_path / "plein")


def test_word_and_pdf_ask_for_the_extra(tmp_path: Path) -> None:
    """Without its libraries, Markdown is written, and the rest says what to install."""
    hidden = "import sys; sys.modules['typst'] = None; sys.modules['docxtpl'] = None; "
    start = "from collector.cli import main; main()"

    def run(*words: str) -> tuple[int, str]:
        done = practices.python(f"{hidden}sys.argv[1:] = {list(words)!r}; {start}", cwd=tmp_path)
        return done.returncode, " ".join(done.stderr.replace("\u00a0", " ").split())

    code, said = run("letter", "relance", "--blank")
    assert 1 == code
    assert "Word et PDF demandent l’extra « documents » : pip install 'renom[documents]'" in said
    assert "--format md" in said
    assert (0, "") == run("letter", "relance", "--blank", "--format", "md")
    assert ["relance.md"] == [path.name for path in (tmp_path / "build/lettres").iterdir()]
