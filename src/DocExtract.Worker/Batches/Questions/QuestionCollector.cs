using DocExtract.Readers.Vision.Accounting;

namespace DocExtract.Worker.Batches.Questions;

/// <summary>
/// An account that pays for nothing and collects what would be asked first. The engine reads a document on it as always; each first
/// question is collected and answered with nothing, so that the next one comes. What is then read is worthless and thrown away.
/// </summary>
/// <param name="collect">Takes a question and its body.</param>
/// <param name="wasReadBefore">Tells whether a document came before in another file: then nothing is asked about it.</param>
internal sealed class QuestionCollector(
    Func<PlannedCall, ReadOnlyMemory<byte>, CancellationToken, Task> collect, Func<Extraction, CancellationToken, Task<bool>> wasReadBefore) : IModelAccount
{
    private const string Nothing = """{"choices":[{"message":{"content":"{}"},"finish_reason":"stop"}]}""";

    private (string Endpoint, string Model)? _first;

    /// <summary>Whether a model must first say of what type the document is: what it would be asked then, nobody knows before.</summary>
    public bool AsksForType { get; private set; }

    public IReadOnlyList<ModelCall> Calls => [];

    /// <summary>Questions of the first model only: what comes later depends on its answers.</summary>
    public async Task<string?> RecallAsync(PlannedCall planned, ReadOnlyMemory<byte> question, CancellationToken cancellationToken)
    {
        AsksForType |= planned.Purpose == CallPurpose.ChooseType;
        if (planned.Purpose != CallPurpose.Read || (_first ??= (planned.Endpoint, planned.Model)) != (planned.Endpoint, planned.Model))
        {
            return null;
        }

        await collect(planned, question, cancellationToken);
        return Nothing;
    }

    public Task<long> ReserveAsync(PlannedCall planned, CancellationToken cancellationToken) =>
        throw new BudgetExceededException("Nothing is asked while questions are collected.");

    public Task<bool> WasReadBeforeAsync(Extraction words, CancellationToken cancellationToken) => wasReadBefore(words, cancellationToken);

    public Task SettleAsync(long reservation, ModelCall made) => throw new InvalidOperationException("Nothing was reserved.");

    public Task RememberAsync(PlannedCall planned, string answer, CancellationToken cancellationToken) => throw new InvalidOperationException("Nothing was asked.");
}
