package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What Word files of authorities hold and once went wrong, was refused without need or passed in silence, and which test
 * holds each. A test that is renamed or goes takes its line here along, or this one fails.
 */
class WordCasesTest {
    @ParameterizedTest(name = "{0}: {1}#{2}")
    @CsvSource(delimiter = '|', textBlock = """
    letterhead of text boxes (DIN 5008)                     | rendering.LetterheadIT             | whatFloatsStandsWhereTheFileSays
    text box anchored to a page, moves no text              | rendering.LetterheadIT             | aTextBoxMovesNoText
    text box moves with its paragraph to the next page      | rendering.LetterheadIT             | aBoxMovesToTheNextPageWithItsParagraph
    reading order of boxes                                  | rendering.LetterheadIT             | boxesAreReadWhereTheyAreAnchoredTheHigherAndTheLeftOneFirst
    text box that overflows                                 | rendering.LetterheadIT             | textThatDoesNotFitIntoItsBoxIsRefused
    box with signature box behind it                        | pipeline.preparing.TemplateRefusalsIT | aSignatureBoxBehindATextBoxIsFound
    content stated twice for older programs                 | rendering.LetterheadIT             | ofAlternativesOneIsRead
    floating logo, shapes, lines, fold marks                | rendering.LetterheadIT             | picturesShapesAndLinesArePaintedAndOnlyThePictureIsRead
    object in a cell of the header's table                  | rendering.LetterheadIT             | inACellPlacesAreReckonedFromTheCell
    logo behind the text, order of what overlaps            | rendering.page.CoveredTextIT       | whatStandsBehindOrBesideTheTextHidesNothing
    watermark                                               | rendering.LetterheadIT             | aWatermarkLiesUnderTheTextAndIsNotRead
    frames                                                  | rendering.LetterheadIT             | framesStandAtTheirPlaceAndAreReadBeforeTheParagraphThatFollows
    floating table                                          | rendering.LetterheadIT             | aTableBesideTheTextStandsAtItsPlace
    side table at the foot of the page                      | rendering.LetterheadIT             | aSideTableAtTheFootOfThePageStandsOnThePage
    wrapping from a line on, one and both sides, lists      | rendering.LetterheadIT             | textGivesWayFromTheLineOnWhereTheBoxBegins
    table, footnote or heading beside a wrapped box         | rendering.LetterheadIT             | nothingIsLostBesideABoxNotEvenAHeading
    wrapping at the end of a page                           | rendering.LetterheadIT             | whereThePlaceOfTheTextIsNotKnownWrappingIsRefused
    text above and below an object                          | rendering.LetterheadIT             | aboveAndBelowMeansThatTheTextBeginsBelow
    wrapped object in a header                              | rendering.LetterheadIT             | theTextOfTheFirstPageGivesWayToWhatFloatsInItsHeader
    rotated and other shapes that are not plain             | rendering.LetterheadIT             | refusesWhatIsNotPlain
    specimens with floating and wrapped objects             | rendering.SpecimensIT              | standsWhereLibreOfficePutsIt
    metafile as logo                                        | rendering.MetafileIT               | aMetafileIsDrawnOnThePage
    columns, with footnotes                                 | rendering.ColumnsIT                | columnsAreBalancedBetweenTextOverBoth
    header that changes within a continuous section         | rendering.ContinuousSectionsIT     | theHeaderOfASectionThatGoesOnBeginsOnTheNextPage
    first page's header, with links                         | rendering.LinksIT                  | aLinkInAHeaderIsText
    cover letter in both forms                              | rendering.TemplatesIT              | theCoverLetterIsALetterInBothForms
    font without the like (Aptos), substitutes              | rendering.font.FontSubstitutesIT   | aFontThatIsNotThereIsReplacedWithOneRemark
    boxes to tick, symbol fonts                             | rendering.font.FontSubstitutesIT   | signsAreSetWithWordsForThoseWhoDoNotSeeThem
    link in a footer                                        | rendering.LinksIT                  | aLinkInAHeaderIsText
    link whose bookmark a condition removed                 | rendering.LinksIT                  | aLinkWhoseBookmarkIsGoneIsTextWithARemark
    empty cell, column that is empty throughout             | rendering.EmptyCellsIT             | aColumnThatIsEmptyThroughoutStaysInTheTree
    row without any text                                    | rendering.EmptyCellsIT             | aRowWithoutAnyTextStaysInTheTree
    empty cell of an annex                                  | rendering.EmptyCellsIT             | anEmptyCellIsACell
    list in a loop                                          | drafting.LoopCopiesTest            | aListBehindATextStartsAgainAtEachPass
    footnote in a loop                                      | drafting.LoopCopiesTest            | aFootnoteInALoopIsCopiedAndKnowsTheLoopVariable
    table rows in a content control                         | drafting.LoopCopiesTest            | aTableWhoseRowsStandInAContentControlStays
    placeholder in an address, percent-encoded              | drafting.LoopCopiesTest            | theAddressOfALinkIsFilledHoweverWordHasWrittenIt
    cross-reference after a condition                       | rendering.word.CrossReferencesTest | aReferenceShowsTheNumberThatItsTargetHasNow
    cross-reference to what is gone or has no number        | rendering.word.CrossReferencesTest | aTargetThatIsGoneIsAnErrorWithItsPlace
    draft with a hidden, white, tiny or struck word         | rendering.word.PrintComparisonTest | whatCannotBeReadInWhatIsSignedIsRefusedByName
    draft with other numbers of paragraphs                  | rendering.word.PrintComparisonTest | aNumberThatIsOtherThanBeforeIsADifference
    draft with other looks of words                         | rendering.word.PrintComparisonTest | howWordsArePrintedIsCompared
    leftovers of marks and prompts in a template            | drafting.LeftoversTest             | aTemplateIsWarnedOfEachWithItsPlace
    border round words                                      | rendering.word.OtherThanWordIT     | aBorderRoundWordsIsDrawn
    """)
    void isHeldByATest(String what, String name, String method) throws ClassNotFoundException {
        Class<?> test = Class.forName("federzug." + name, false, getClass().getClassLoader());
        assertThat(Arrays.stream(test.getDeclaredMethods()).map(each -> each.getName()))
                .as(what)
                .contains(method);
    }
}
