using System.ClientModel.Primitives;

namespace DocExtract.Readers.Vision;

/// <summary>Gets a token for each call and sends it as bearer token.</summary>
internal sealed class BearerAuthentication(Func<CancellationToken, ValueTask<string>> token, ModelFailures failures) : AuthenticationPolicy
{
    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
        throw new NotSupportedException("Models are asked asynchronously only.");

    /// <exception cref="ModelCallException">No token could be had; nothing was sent.</exception>
    public override async ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        message.Request.Headers.Set("Authorization", $"Bearer {await TokenAsync(message.CancellationToken)}");
        await ProcessNextAsync(message, pipeline, currentIndex);
    }

    private async ValueTask<string> TokenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await token(cancellationToken);
        }
#pragma warning disable CA1031 // Any credential may be behind it; its failures are told, never swallowed.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            throw failures.NoToken(failure);
        }
    }
}
