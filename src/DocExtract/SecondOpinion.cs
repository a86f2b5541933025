using DocExtract.Checks;
using DocExtract.Evidence;
using DocExtract.Pages;
using DocExtract.Readers;
using DocExtract.Readers.Offline;
using DocExtract.Schemas;

namespace DocExtract;

/// <summary>
/// What a model says is held against what the offline reader makes of the words: it costs nothing, and does not make a model's
/// mistakes. Where the two differ and the words speak for the offline reader, a person is asked. It is believed where its own
/// reading could be accepted, or where its value stands beside the field's label and the model's does not.
/// </summary>
internal static class SecondOpinion
{
    public const string Rule = "words-differ";

    private const string Currency = "/currency";

    private const string Seller = "/seller/name";

    /// <summary>What the words say, and where; null for readings of the words or of XML themselves, which need no other opinion.</summary>
    public static WordsReading? Hear(Reading reading, DocumentSchema schema, Document document, CancellationToken cancellationToken) =>
        !reading.IsStructured && reading.Reader != ReaderNames.Offline && OfflineReader.Read(document, schema, cancellationToken) is { } words
            ? new WordsReading(words, EvidenceFinder.Find(words, schema.Labels, document, cancellationToken))
            : null;

    /// <summary>What was found wrong with a reading, and where the words contradict it.</summary>
    public static IReadOnlyList<Finding> On(
        IReadOnlyList<Finding> findings, Reading reading, IReadOnlyList<FieldEvidence> evidence, WordsReading said, DocumentSchema schema, Document document, DateOnly today)
    {
        var (words, seen) = said;
        bool isProven = words.Findings.Concat(ReadingChecker.Check(words, seen, schema, document, today)).All(finding => finding.Severity != Severity.Error);
        var upheld = DeclaredRules.Upheld(schema, words.Data);
        return
        [
            .. findings.Select(finding => IsToldTwice(finding, reading, words, seen) ? finding with { Severity = Severity.Warning } : finding),
            .. Compared(schema).SelectMany(field => Difference(
                field, (reading, evidence), (words, seen), schema.Essential.Contains(field) && (isProven || upheld.Contains(field)))),
            .. RowsRule.Judge(schema, reading.Data, words.Data, wasAsked: reading.Reader == ReaderNames.Vision),
            .. PartiesSwapped(reading, words),
        ];
    }

    /// <summary>What is written in one way only: dates, numbers, amounts, codes. Names and addresses are written in many.</summary>
    private static IEnumerable<string> Compared(DocumentSchema schema) => SchemaFields.Leaves(schema.Json)
        .Where(leaf => !leaf.Key.Contains('*') && (leaf.Value["type"]?.GetValue<string>() == "number" || leaf.Value["format"] is not null
            || leaf.Key is Currency || leaf.Key.EndsWith("_number", StringComparison.Ordinal)))
        .Select(leaf => leaf.Key);

    private static IEnumerable<Finding> Difference(
        string pointer, (Reading Reading, IReadOnlyList<FieldEvidence> Evidence) given, (Reading Reading, IReadOnlyList<FieldEvidence> Evidence) words, bool isProven)
    {
        if (FieldValue.Find(given.Reading.Data, pointer) is not { } value || FieldValue.Find(words.Reading.Data, pointer) is not { } printed || AreSame(value, printed))
        {
            yield break;
        }

        var (ours, theirs) = (At(given.Evidence, pointer), At(words.Evidence, pointer));
        bool isContradicted = pointer == Currency ? isProven || ours is null : theirs is not null && (isProven || (theirs.IsLabelled && ours?.IsLabelled != true));
        if (isContradicted)
        {
            yield return new Finding(
                pointer, Rule, Severity.Error,
                $"{Terms.Name(pointer)} was read as '{value.AsText()}', but {Said(theirs)}. Look which is right.");
        }
    }

    /// <summary>What OCR read is not quoted: a model that is asked again would copy it, and it may be misread.</summary>
    private static string Said(FieldEvidence? theirs) => theirs?.Source == EvidenceSource.TextLayer
        ? $"the words of the page say '{theirs.Text}'"
        : "the words of the page, as OCR reads them, tell another";

    /// <summary>
    /// OCR cannot read every sign, and misreads letters: a currency that a model saw and the words imply by themselves, and a name
    /// that the words give nearly so for the same party, are told twice.
    /// </summary>
    private static bool IsToldTwice(Finding finding, Reading reading, Reading words, IReadOnlyList<FieldEvidence> seen) =>
        finding is { Field: Currency or Seller, Rule: EssentialRule.NotOnPage }
        && FieldValue.Find(reading.Data, finding.Field) is { } given && FieldValue.Find(words.Data, finding.Field) is { } told
        && (finding.Field == Seller ? At(seen, Seller)?.Source == EvidenceSource.Ocr && IsMisread(told.AsText(), given.AsText()) : Agreement.AreSame(given, told));

    /// <summary>Whether OCR may have made the one of the other: at most a letter in six differs, and no digit.</summary>
    private static bool IsMisread(string words, string given) => (Letters(words), Letters(given)) is var (a, b)
        && b.Length >= 6 && EditDistance.Of(a, b) * 6 <= b.Length && a.Where(char.IsDigit).SequenceEqual(b.Where(char.IsDigit));

    private static string Letters(string name) => string.Concat(name.Split(' ').Select(Folding.Squeeze).Select(Confusions.AsLetters));

    /// <summary>A number of which the words were cut short is the same number: that it is printed whole is looked for elsewhere.</summary>
    private static bool AreSame(FieldValue given, FieldValue printed) => Agreement.AreSame(given, printed)
        || (given.AsDecimal() is null && given.Pointer.EndsWith("_number", StringComparison.Ordinal)
            && Folding.Squeeze(given.AsText()).Contains(Folding.Squeeze(printed.AsText()), StringComparison.Ordinal));

    private static IEnumerable<Finding> PartiesSwapped(Reading reading, Reading words)
    {
        if (Name(reading, "seller") is { } seller && Name(words, "buyer") is { } buyer && AreAlike(seller, buyer)
            && !(Name(words, "seller") is { } other && AreAlike(seller, other)))
        {
            yield return new Finding(
                "/seller/name", Rule, Severity.Error, $"The seller was read as '{seller}', but that is whom the document is addressed to.");
        }
    }

    private static string? Name(Reading reading, string party) => FieldValue.Find(reading.Data, $"/{party}/name")?.AsText();

    private static bool AreAlike(string one, string other) => (Folding.Squeeze(one), Folding.Squeeze(other)) is var (a, b)
        && Math.Min(a.Length, b.Length) >= 4 && (a.Contains(b, StringComparison.Ordinal) || b.Contains(a, StringComparison.Ordinal));

    private static FieldEvidence? At(IReadOnlyList<FieldEvidence> evidence, string pointer) =>
        evidence.FirstOrDefault(entry => entry.Field == pointer && entry.Support >= FieldEvidence.Found);
}

/// <summary>What the offline reader makes of the words.</summary>
/// <param name="Reading">What they say.</param>
/// <param name="Evidence">Where they say it.</param>
internal sealed record WordsReading(Reading Reading, IReadOnlyList<FieldEvidence> Evidence);
