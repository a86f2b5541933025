using Azure.Core;
using Azure.Identity;

namespace DocExtract.Worker.Engine;

/// <summary>Tokens of the environment's identity for Azure OpenAI.</summary>
internal static class AzureTokens
{
    private static readonly TokenRequestContext Scope = new(["https://cognitiveservices.azure.com/.default"]);

    /// <summary>One credential for all calls: it keeps its token and gets a new one in time.</summary>
    public static Func<CancellationToken, ValueTask<string>> Source()
    {
        var credential = new DefaultAzureCredential();
        return async cancellationToken => (await credential.GetTokenAsync(Scope, cancellationToken)).Token;
    }
}
