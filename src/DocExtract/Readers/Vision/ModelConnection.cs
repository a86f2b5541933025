using System.ClientModel;
using System.ClientModel.Primitives;
using OpenAI;

namespace DocExtract.Readers.Vision;

/// <summary>How an endpoint is reached: its address, its key or token, no retries and no timeout of the SDK's own.</summary>
internal static class ModelConnection
{
    public static OpenAIClient Open(VisionOptions options, ModelFailures failures)
    {
        var settings = new OpenAIClientOptions
        {
            Endpoint = options.Endpoint,
            RetryPolicy = new ClientRetryPolicy(0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            UserAgentApplicationId = "docextract",
        };
#pragma warning disable OPENAI001 // The only constructor that takes an authentication of one's own is still marked experimental.
        return options switch
        {
            { Token: { } token } => new OpenAIClient(new BearerAuthentication(token, failures), settings),
            { ApiKey: { Length: > 0 } key } => new OpenAIClient(new ApiKeyCredential(key), settings),
            _ => new OpenAIClient(new NoAuthentication(), settings),
        };
#pragma warning restore OPENAI001
    }

    /// <summary>For servers that ask for no key: no header at all, rather than a made-up one.</summary>
    private sealed class NoAuthentication : AuthenticationPolicy
    {
        public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
            ProcessNext(message, pipeline, currentIndex);

        public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
            ProcessNextAsync(message, pipeline, currentIndex);
    }
}
