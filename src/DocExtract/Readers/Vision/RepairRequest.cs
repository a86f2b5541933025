using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DocExtract.Checks;
using DocExtract.Evidence;
using DocExtract.Pages;

namespace DocExtract.Readers.Vision;

/// <summary>What is asked about a reading that did not pass the checks: the doubts in words, with what is printed where they are.</summary>
internal static class RepairRequest
{
    // More would bury the ones that matter; the checks come back with the rest.
    private const int MaxDoubts = 12;

    private const int WordsOfLine = 20;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(Extraction doubtful, Document document, CancellationToken cancellationToken)
    {
        var text = new StringBuilder("Software has held an earlier answer against the pages, and it does not hold. The earlier answer was:\n\n")
            .Append(doubtful.Data.ToJsonString(Readable))
            .Append("\n\nIn doubt:\n\n");
        foreach (var doubt in Doubts(doubtful))
        {
            text.Append("- ").Append(doubt.Field.Length > 0 ? $"{doubt.Field}: " : "").Append(doubt.Message);
            if (Place(doubtful, doubt) is { } place && Line(document, place, cancellationToken) is { Length: > 0 } line)
            {
                text.Append(" Printed there: \"").Append(line).Append("\".");
            }

            text.Append('\n');
        }

        return text.Append(
            "\nLook at these places again and answer with the whole JSON object once more. Change only what you now read differently; copy what is printed even where it does not add up, and never calculate. What is not printed is null.")
            .ToString();
    }

    /// <summary>Where the doubts are, as far as it is known: the places that are worth a closer look.</summary>
    public static IReadOnlyList<FieldEvidence> Places(Extraction doubtful) =>
        [.. Doubts(doubtful).Select(doubt => Place(doubtful, doubt)).OfType<FieldEvidence>().DistinctBy(place => (place.Page, place.Box))];

    /// <summary>Without what is proposed from OCR: it may be misread, and the model would copy it.</summary>
    private static IEnumerable<Finding> Doubts(Extraction doubtful) => doubtful.Findings
        .Where(finding => finding.Severity == Severity.Error && finding.Proposal?.Source != EvidenceSource.Ocr).Take(MaxDoubts);

    private static FieldEvidence? Place(Extraction doubtful, Finding doubt) => doubt.Field.Length == 0 ? null
        : doubtful.Evidence.Where(seen => seen.Field == doubt.Field && seen is { Page: not null, Box: not null }).MaxBy(seen => seen.Support);

    /// <summary>
    /// The words on the line of a place, from left to right: of the text layer only. What OCR misread the model would copy, and the
    /// evidence, which reads the same OCR, would then confirm it; there the closer look has to do.
    /// </summary>
    private static string Line(Document document, FieldEvidence place, CancellationToken cancellationToken)
    {
        var box = place.Box!.Value;
        double middle = (box.Y0 + box.Y1) / 2;
        var page = document.Pages.FirstOrDefault(page => page.Number == place.Page);
        return page is null ? "" : string.Join(' ', page.ReadWords(cancellationToken)
            .Where(word => word.Source == WordSource.TextLayer && word.Box.Y0 < middle && word.Box.Y1 > middle)
            .OrderBy(word => word.Box.X0)
            .Take(WordsOfLine)
            .Select(word => word.Text));
    }
}
