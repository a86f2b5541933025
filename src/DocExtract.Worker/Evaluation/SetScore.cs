using System.Text.Json.Nodes;

namespace DocExtract.Worker.Evaluation;

/// <summary>Counts of one field over a set.</summary>
internal sealed record FieldScore(int Right, int Wrong, int Missing)
{
    public int Scored => Right + Wrong + Missing;

    public double Accuracy => Scored == 0 ? 1 : (double)Right / Scored;

    public FieldScore Plus(Outcome outcome) => outcome switch
    {
        Outcome.Right => this with { Right = Right + 1 },
        Outcome.Wrong => this with { Wrong = Wrong + 1 },
        _ => this with { Missing = Missing + 1 },
    };
}

/// <summary>How the readings of a set compare with its truth.</summary>
internal sealed class SetScore
{
    private readonly Dictionary<string, FieldScore> _fields = [];

    public IReadOnlyDictionary<string, FieldScore> Fields => _fields;

    /// <summary>Every value that was not right: document, field, truth, what was found.</summary>
    public List<(string Id, string Field, string Truth, string Found)> Mistakes { get; } = [];

    public int Documents { get; private set; }

    public int Pages { get; private set; }

    public TimeSpan Duration { get; private set; }

    public int Accepted { get; private set; }

    public int AcceptedWithTotal { get; private set; }

    public int AcceptedWithRightTotal { get; private set; }

    public (int Right, int Missing, int Extra) Lines { get; private set; }

    public void Add(TruthDocument document, Extraction extraction)
    {
        Documents++;
        Pages += Math.Max(1, extraction.Pages);
        Duration += extraction.Duration;
        foreach (var (field, truth) in Leaves(document.Truth, ""))
        {
            var found = field == "document_type" ? extraction.DocumentType : At(extraction.Data, field);
            var outcome = FieldComparison.Compare(field, truth, found, document);
            _fields[field] = _fields.GetValueOrDefault(field, new FieldScore(0, 0, 0)).Plus(outcome);
            if (outcome != Outcome.Right)
            {
                Mistakes.Add((document.Id, field, FieldComparison.Text(truth), FieldComparison.Text(found)));
            }
        }

        AddLines(document, extraction);
        AddVerdict(document, extraction);
    }

    private void AddLines(TruthDocument document, Extraction extraction)
    {
        if (document.Truth["lines"] is JsonArray lines)
        {
            var (right, missing, extra) = LineComparison.Compare(lines, extraction.Data["lines"] as JsonArray);
            Lines = (Lines.Right + right, Lines.Missing + missing, Lines.Extra + extra);
            if (missing + extra > 0)
            {
                Mistakes.Add((document.Id, "lines", $"{lines.Count} rows", $"{right} right, {missing} missing, {extra} extra"));
            }
        }
    }

    private void AddVerdict(TruthDocument document, Extraction extraction)
    {
        bool accepted = extraction.Verdict == Verdict.Accepted;
        Accepted += accepted ? 1 : 0;
        if (accepted && document.Truth["total"] is { } total)
        {
            AcceptedWithTotal++;
            AcceptedWithRightTotal += FieldComparison.Compare("total", total, extraction.Data["total"], document) == Outcome.Right ? 1 : 0;
        }
    }

    private static IEnumerable<(string Field, JsonNode Truth)> Leaves(JsonObject parent, string prefix) => parent.SelectMany(child => child.Value switch
    {
        JsonObject inner => Leaves(inner, $"{prefix}{child.Key}."),
        JsonValue value => [(prefix + child.Key, (JsonNode)value)],
        _ => [],
    });

    private static JsonNode? At(JsonNode root, string field) =>
        field.Split('.').Aggregate((JsonNode?)root, (node, name) => (node as JsonObject)?[name]);
}
