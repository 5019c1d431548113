"""Making themes and memos of answers that are on disk already."""

from emoji_labeler.datasets.generated_text import is_refusal, memo_in, themes_in
from emoji_labeler.datasets.generation_prompts import (
    memo_question,
    themes_question,
    with_correction,
)
from emoji_labeler.domain.errors import ProviderError
from emoji_labeler.domain.generation import (
    MOST_TRIES,
    GeneratedMemo,
    GenerationRun,
    KeptAnswer,
    MemoState,
    Outcome,
    Question,
    Theme,
)
from emoji_labeler.domain.text import normalise
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.wording import later, tr

THEMES_A_REQUEST = 50
_MOST_FRUITLESS = 2
_CUT_OFF = "length"
_FILTERED = "content_filter"

_WHY = {
    Outcome.REFUSED: later("The model refused to write it."),
    Outcome.CUT_OFF: later("The answer ends in the middle."),
    Outcome.UNREADABLE: later("The answer holds no memo."),
}


class ThemeReading:
    """Takes themes out of answers, and asks on until there are enough of them."""

    def __init__(self, project: ProjectStore, run: GenerationRun) -> None:
        self._project = project
        self._run = run
        self._fruitless = dict.fromkeys(run.plan.languages, 0)
        self.last_why = ""

    def next_question(self, language: str) -> Question | None:
        """Return how to ask for themes that are still wanting, or None where none are."""
        known = [one.text for one in self._of_run(language)]
        wanted = self._run.plan.share_of(language) - len(known)
        if wanted <= 0 or self._fruitless[language] >= _MOST_FRUITLESS:
            return None
        return themes_question(
            self._run.plan,
            language=language,
            count=min(wanted, THEMES_A_REQUEST),
            already=(*self._project.generations.themes_of_project(language), *known),
        )

    def read(self, answer: KeptAnswer) -> Question | None:
        """Keep the themes of an answer that are new; return what to ask next."""
        language = answer.question.language
        known = {normalise(one.text) for one in self._of_run(language)}
        known.update(map(normalise, self._project.generations.themes_of_project(language)))
        fault = _fault(answer)
        found = () if fault is Outcome.REFUSED else themes_in(answer.text)
        new = [text for text in found if normalise(text) not in known]
        wanted = self._run.plan.share_of(language) - len(self._of_run(language))
        self._project.generations.take_themes(self._run.id, new[:wanted], answer=answer)
        self._fruitless[language] = 0 if new else self._fruitless[language] + 1
        if not new:
            self.last_why = tr(_WHY[fault]) if fault else tr("The answer holds no new theme.")
        return self.next_question(language)

    def missed(self, request_id: str, _question: Question, error: ProviderError) -> None:
        """Note that a request brought nothing."""
        self._project.generation_answers.settle(request_id, Outcome.FAILED, why=error.why)
        self.last_why = error.why

    def _of_run(self, language: str) -> list[Theme]:
        return [
            one
            for one in self._project.generations.themes(self._run.id)
            if one.language == language
        ]


class MemoReading:
    """Takes memos out of answers, and asks again, a bounded number of times, for better ones."""

    def __init__(self, project: ProjectStore, run: GenerationRun) -> None:
        self._project = project
        self._run = run

    def questions(self) -> list[Question]:
        """Return how to ask for every memo that is still open."""
        found = self._project.generated_memos.of(self._run.id, states=(MemoState.OPEN,))
        asked = (self._question(memo) for memo in found)
        return [question for question in asked if question is not None]

    def read(self, answer: KeptAnswer) -> Question | None:
        """Keep the memo of an answer; return how to ask again where it holds none that will do."""
        memos, memo = self._project.generated_memos, answer.question.memo
        fault = _fault(answer)
        text = "" if fault is Outcome.REFUSED else memo_in(answer.text)
        if fault is None and not text:
            fault = Outcome.UNREADABLE
        fault = fault or _wrong_length(text, run=self._run)
        if fault is None:
            memos.take(answer, text, outcome=Outcome.TAKEN)
            return None
        why = tr(_WHY[fault]) if fault in _WHY else self._why_wrong_length(text)
        memos.miss(answer.request_id, memo, outcome=fault, why=why, is_last=False)
        return self._question(memos.get(memo))

    def missed(self, request_id: str, question: Question, error: ProviderError) -> None:
        """Count a memo as failed: the provider has had its tries already."""
        self._project.generated_memos.miss(
            request_id, question.memo, outcome=Outcome.FAILED, why=error.why, is_last=True
        )

    def _question(self, memo: GeneratedMemo) -> Question | None:
        """Return how to ask for an open memo, or settle it where it has had all its tries."""
        memos = self._project.generated_memos
        wrong = self._project.generation_answers.of_wrong_length(memo.id)
        tries = memos.tries(memo.id)
        if tries >= MOST_TRIES:
            if wrong:
                best = min(wrong, key=lambda one: abs(self._distance(memo_in(one.text))))
                text = memo_in(best.text)
                memos.take(best, text, outcome=_wrong_length(text, run=self._run) or Outcome.TAKEN)
            else:
                memos.give_up(memo.id)
            return None
        question = memo_question(
            self._run.plan,
            theme=memo.theme,
            language=memo.language,
            memo=memo.id,
            seed=f"{self._run.id} {memo.id}",
        )
        if not wrong or not tries:
            return question
        return with_correction(
            question,
            raw_answer=wrong[-1].text,
            written=len(memo_in(wrong[-1].text)),
            plan=self._run.plan,
        )

    def _distance(self, text: str) -> int:
        return len(text) - self._run.plan.characters

    def _why_wrong_length(self, text: str) -> str:
        return tr(
            "It has {written} characters in place of about {characters}.",
            written=len(text),
            characters=self._run.plan.characters,
        )


def _fault(answer: KeptAnswer) -> Outcome | None:
    """Return what is wrong with an answer before its text is looked into."""
    if answer.refusal or answer.finish_reason == _FILTERED or is_refusal(answer.text):
        return Outcome.REFUSED
    return Outcome.CUT_OFF if answer.finish_reason == _CUT_OFF else None


def _wrong_length(text: str, *, run: GenerationRun) -> Outcome | None:
    if len(text) < run.plan.shortest:
        return Outcome.TOO_SHORT
    return Outcome.TOO_LONG if len(text) > run.plan.longest else None
