using System.Security.Cryptography;
using System.Text;
using DocExtract.IntegrationTests.Fixtures;
using DocExtract.Readers.Vision.Accounting;
using DocExtract.Worker.Intake;
using DocExtract.Worker.Results;

namespace DocExtract.IntegrationTests;

internal static partial class Some
{
    /// <summary>A month, as the product remembers answers by default, and no budget.</summary>
    public static ModelBudgets Budgets(decimal? document = null, decimal? day = null, TimeSpan? maxAge = null) =>
        new(document, day, maxAge ?? TimeSpan.FromDays(30));

    /// <summary>A call that may cost <paramref name="cost"/>.</summary>
    public static PlannedCall PlannedCall(decimal cost, string question = "what is the total?") => new()
    {
        Endpoint = "https://models.example/v1",
        Model = "some-model",
        Purpose = CallPurpose.Read,
        PromptSha256 = new string('0', 64),
        QuestionSha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(question))),
        PredictedInputTokens = 1100,
        ReservedCost = cost,
    };

    /// <summary>The same call, answered for <paramref name="cost"/>.</summary>
    public static ModelCall MadeCall(this PlannedCall planned, decimal cost, CallState state = CallState.Spent) => new()
    {
        Plan = planned,
        State = state,
        Cost = cost,
        InputTokens = state == CallState.Spent ? 1000 : null,
        CachedInputTokens = state == CallState.Spent ? 512 : null,
        OutputTokens = state == CallState.Spent ? 80 : null,
        Error = state == CallState.Spent ? null : "The connection broke off.",
        Duration = TimeSpan.FromMilliseconds(1200),
    };

    /// <summary>A document that a worker is at.</summary>
    public static async Task<Claim> ClaimAsync(TestDatabase database, string file = "march.pdf")
    {
        var announcement = new Announcement(new Uri($"https://account.blob.core.windows.net/inbox/{file}"), "0x1", "invoice");
        var answer = await new DocumentStore(database.Source).ClaimAsync(announcement, "worker", TimeSpan.FromMinutes(1), default);
        return Assert.IsType<ClaimAnswer.Granted>(answer).Claim;
    }
}
