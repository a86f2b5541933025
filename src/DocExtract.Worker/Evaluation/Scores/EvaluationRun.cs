using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using DocExtract.Worker.Evaluation.Comparison;

namespace DocExtract.Worker.Evaluation.Scores;

/// <summary>One set as it was read.</summary>
/// <param name="Name">Name of the folder.</param>
/// <param name="Parallel">Documents read at the same time, at most.</param>
/// <param name="ClockSeconds">From the first document to the last.</param>
/// <param name="Documents">What came of each.</param>
internal sealed record SetRun(string Name, int Parallel, double ClockSeconds, IReadOnlyList<DocumentResult> Documents)
{
    public SetScore Score { get; } = SetScore.Of(Documents);
}

/// <summary>Everything that one <c>eval</c> measured; as JSON it is what a later run is compared with.</summary>
internal sealed record EvaluationRun(IReadOnlyList<SetRun> Sets)
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public string ToJson() => JsonSerializer.Serialize(this, Readable) + "\n";

    /// <summary>Reads what <see cref="ToJson"/> wrote; scores are worked out anew.</summary>
    /// <exception cref="InvalidDataException">The file is no such run.</exception>
    public static EvaluationRun Load(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<EvaluationRun>(File.ReadAllText(path), Readable)
                ?? throw new InvalidDataException($"{path}: is no run of eval.");
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"{path}: is no run of eval. {broken.Message}", broken);
        }
    }
}
