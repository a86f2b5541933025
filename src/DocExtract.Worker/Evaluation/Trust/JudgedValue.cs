using DocExtract.Trust;
using DocExtract.Worker.Evaluation.Truth;

namespace DocExtract.Worker.Evaluation.Trust;

/// <summary>A value that was given and of which the truth is known.</summary>
/// <param name="Traits">What was seen of it.</param>
/// <param name="IsCell">Whether it stands in a row.</param>
/// <param name="IsRight">Whether it is the truth.</param>
internal sealed record JudgedValue(double[] Traits, bool IsCell, bool IsRight);

/// <summary>A document with what was given of it.</summary>
/// <param name="Set">Name of its set.</param>
/// <param name="Extraction">As it was read.</param>
/// <param name="Values">Its values of which the truth is known.</param>
/// <param name="IsRight">Whether every value that its type cannot do without, and of which the truth is known, was given and is right.</param>
internal sealed record JudgedDocument(string Set, Extraction Extraction, IReadOnlyList<JudgedValue> Values, bool IsRight)
{
    /// <summary>The documents of which something was read and something is known.</summary>
    public static IReadOnlyList<JudgedDocument> Of(IEnumerable<EvaluatedSet> sets) =>
    [
        .. from set in sets
           from document in set.Documents
           where document.Result.HasHeader() && document.Extraction.Verdict != Verdict.Rejected && document.Extraction.Data.Count > 0
           select new JudgedDocument(set.Run.Name, document.Extraction, [.. Judge(document)], AreEssentialsRight(document)),
    ];

    private static IEnumerable<JudgedValue> Judge(EvaluatedDocument document)
    {
        var traits = Traits.OfFields(document.Extraction).ToDictionary(value => value.Field, value => value.Traits);
        var header = document.Result.Fields.Select(result => (Field: Given(traits, result.Field), Result: result));
        var cells = (document.Result.Rows ?? []).Where(row => row.Found is not null)
            .SelectMany(row => row.Cells, (row, cell) => (Field: $"/lines/{row.Found}/{cell.Field}", Result: cell));
        return header.Concat(cells).Where(value => value.Result.Found is not null && traits.ContainsKey(value.Field))
            .Select(value => new JudgedValue(traits[value.Field], Traits.IsCell(value.Field), value.Result.IsGood()));
    }

    private static bool AreEssentialsRight(EvaluatedDocument document) => document.Result.Fields
        .Where(result => document.Extraction.Essential.Any(field => field == Pointer(result.Field) || field == Pointer(Fields.TwinOf(result.Field) ?? result.Field)))
        .All(result => result.IsGood());

    private static string Given(Dictionary<string, double[]> traits, string field) =>
        Pointer(field) is var own && traits.ContainsKey(own) ? own : Fields.TwinOf(field) is { } twin ? Pointer(twin) : own;

    private static string Pointer(string field) => "/" + field.Replace('.', '/');
}
