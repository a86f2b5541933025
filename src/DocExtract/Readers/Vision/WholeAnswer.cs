using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DocExtract.Checks;
using DocExtract.Readers.Vision.Accounting;

namespace DocExtract.Readers.Vision;

/// <summary>
/// Asks a question until its answer is whole: where one breaks off after complete rows, these are kept and the model is asked to
/// go on from there, as long as that gains rows.
/// </summary>
internal static class WholeAnswer
{
    // 150 rows an answer with the default limit on output tokens: enough for 1,500 rows on the pages of one request.
    private const int MaxAnswers = 10;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="client">The model.</param>
    /// <param name="question">Makes the question; given what to go on with, or null for the first time.</param>
    /// <param name="schema">The form of the values.</param>
    /// <param name="account">Where calls are booked.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public static async Task<AnswerValues> AskAsync(
        ModelClient client, Func<string?, ModelQuestion> question, JsonObject schema, IModelAccount account, CancellationToken cancellationToken)
    {
        var whole = AnswerReader.Read(await client.AskAsync(question(null), account, cancellationToken), schema);
        for (int answers = 1; answers < MaxAnswers && whole.BreaksOff && Rows(whole.Data) is var (name, rows); answers++)
        {
            var next = await GoOnAsync(client, question(Instruction(name, rows)), schema, account, cancellationToken);
            if (next is null || (next.BreaksOff && Rows(next.Data) is null))
            {
                break;
            }

            whole = Join(whole, next, name, rows.Count);
        }

        return whole;
    }

    /// <summary>Null when it cannot be asked for now: what is there already is worth more than nothing.</summary>
    private static async Task<AnswerValues?> GoOnAsync(
        ModelClient client, ModelQuestion question, JsonObject schema, IModelAccount account, CancellationToken cancellationToken)
    {
        try
        {
            return AnswerReader.Read(await client.AskAsync(question, account, cancellationToken), schema);
        }
        catch (Exception failure) when (failure is BudgetExceededException or ModelCallException { IsAboutTheDocument: true })
        {
            return null;
        }
    }

    /// <summary>Of the lists only the one that is gone on with: the model gives the others whole once more.</summary>
    private static AnswerValues Join(AnswerValues before, AnswerValues next, string name, int rows)
    {
        var further = new JsonObject(next.Data
            .Where(field => field.Key == name || field.Value is not JsonArray || !before.Data.ContainsKey(field.Key))
            .Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
        var told = before.Ending?.Rule == "repeats"
            ? new Finding("", "continued", Severity.Warning, $"The model repeated itself after row {rows} of {name} and was asked to go on from there. Look whether rows are missing.")
            : new Finding("", "continued", Severity.Info, $"The answer broke off after row {rows} of {name}; the model was asked to go on from there.");
        return new AnswerValues(JoinedAnswers.Join([before.Data, further]), next.Ending, [.. before.Doubts, told, .. next.Doubts], next.BreaksOff);
    }

    /// <summary>The list that the answer broke off in: the last one that has rows.</summary>
    private static (string Name, JsonArray Rows)? Rows(JsonObject data) =>
        data.LastOrDefault(property => property.Value is JsonArray) is { Key: { } name, Value: JsonArray rows } ? (name, rows) : null;

    private static string Instruction(string name, JsonArray rows) =>
        $"Your answer broke off. Already taken of \"{name}\": {rows.Count} rows, up to and with this one: {rows[^1]!.ToJsonString(Readable)}. Answer with the whole JSON object once more, but give in \"{name}\" only the rows that are printed after that one; an empty list if there are none.";
}
