using System.Globalization;
using System.Text;
using DocExtract.Readers.Vision;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Schemas;
using DocExtract.Worker.Evaluation.Reporting;

namespace DocExtract.Worker.Costs;

/// <summary>What 1,000 documents cost in three cascades, worked out from the real picture plan, prompts and prices.</summary>
internal sealed class CostTable(CostAssumptions assumed, SchemaCatalog types)
{
    private const int Documents = 1000;

    // Measured on the digital pages and the truths of samples/, by the estimate that reservations use.
    private const int WordsOfAPage = 740, InvoiceAnswer = 900, ReceiptAnswer = 500;

    private TypicalDocument Invoice => new(types.Get("invoice"), 2480, 3508, 300, assumed.Pages, WordsOfAPage, InvoiceAnswer);

    /// <summary>A telephone's photograph, of which nobody knows the resolution.</summary>
    private TypicalDocument Receipt => new(types.Get("receipt"), 3024, 4032, null, 1, 0, ReceiptAnswer);

    private VisionOptions Strong => new() { Model = assumed.Model, Profile = assumed.Profile };

    private VisionOptions Cheap => Strong with { Model = assumed.CheapModel, ImageDpi = assumed.CheapDpi };

    /// <summary>Markdown: the table, what each reading takes, and what was assumed.</summary>
    /// <exception cref="ArgumentException">No price of a model is known, or a type is not installed.</exception>
    public string ToMarkdown() => new StringBuilder()
        .Append(Totals().ToMarkdown()).Append('\n')
        .Append(Readings().ToMarkdown()).Append('\n')
        .AppendJoin('\n', Assumptions().Select(line => $"- {line}")).Append('\n')
        .ToString();

    private Grid Totals() => new(1, [$"US dollars for {Text(Documents, "N0")} documents", $"A4 invoice, {Pages}", "receipt, photographed"],
    [
        ["thorough", .. Each(document => Thorough(document))],
        ["thrifty", .. Each(document => (1 - assumed.OfflineAccepted) * Thorough(document))],
        ["two tiers", .. Each(document => Read(Cheap, document).Cost + ((1 - assumed.CheapAccepted) * Thorough(document)))],
    ]);

    private Grid Readings() => new(1, ["one reading", "tokens of the question", "tokens of the answer", "seen at", "US dollars"],
    [
        Reading("invoice", Strong, Invoice), Reading("receipt", Strong, Receipt), Reading("invoice", Cheap, Invoice), Reading("receipt", Cheap, Receipt),
    ]);

    private IEnumerable<string> Assumptions() =>
    [
        $"thorough: {assumed.Model} reads every document at {Text((decimal)Strong.ImageDpi, "0")} dpi; {Share(assumed.Repaired)} are asked about once more (--repaired).",
        $"thrifty: {Share(assumed.OfflineAccepted)} are accepted offline (--offline-accepted); the rest goes as in thorough.",
        $"two tiers: {assumed.CheapModel} reads every document at {Text((decimal)assumed.CheapDpi, "0")} dpi (--cheap-model, --cheap-dpi), {Share(assumed.CheapAccepted)} are accepted (--cheap-accepted); the rest goes as in thorough.",
        $"Each model thinks {Text(assumed.Thinking, "N0")} tokens before it answers (--thinking), which is charged as answer.",
        $"An invoice's page has {WordsOfAPage} tokens of words beside its picture; answers are {InvoiceAnswer} tokens a page of an invoice and {ReceiptAnswer} of a receipt.",
        "Nothing comes from a prompt cache, from batch mode or from remembered answers. Texts are counted with three characters a token, which is rather too many.",
        "Prices are the profile's: list prices, to be checked.",
    ];

    private decimal Thorough(TypicalDocument document) => Read(Strong, document).Cost * (1 + assumed.Repaired);

    private CostEstimate Read(VisionOptions options, TypicalDocument document) => CostEstimate.Of(options, document, assumed.Thinking);

    private IEnumerable<string> Each(Func<TypicalDocument, decimal> cost) => [Text(Documents * cost(Invoice), "0.00"), Text(Documents * cost(Receipt), "0.00")];

    private IReadOnlyList<string> Reading(string name, VisionOptions options, TypicalDocument document)
    {
        var reading = Read(options, document);
        return [$"{name}, {options.Model}", Text(reading.InputTokens, "N0"), Text(reading.OutputTokens, "N0"), $"{Text((decimal)reading.SeenDpi, "0")} dpi", Text(reading.Cost, "0.00000")];
    }

    private string Pages => assumed.Pages == 1 ? "one page" : $"{assumed.Pages} pages";

    private static string Share(decimal share) => $"{Text(share * 100, "0.#")} %";

    private static string Text(decimal value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
