namespace DocExtract.Readers.Vision;

/// <summary>How one endpoint wants to be asked: the options, with what was left open filled in for the kind of endpoint.</summary>
internal sealed record EndpointProfile(TokenParameter TokenParameter, decimal? Temperature, ImageDetail? Detail)
{
    public static EndpointProfile For(VisionOptions options)
    {
        var kind = options.Kind ?? (IsOpenAI(options.Endpoint) ? EndpointKind.OpenAI : EndpointKind.Compatible);
        var usual = kind == EndpointKind.OpenAI ? OpenAI : Compatible;
        return new EndpointProfile(
            options.TokenParameter ?? usual.TokenParameter,
            options.Temperature ?? usual.Temperature,
            options.Detail ?? usual.Detail);
    }

    /// <summary>OpenAI and Azure OpenAI.</summary>
    public static bool IsOpenAI(Uri endpoint) =>
        endpoint.Host.Equals(VisionOptions.OpenAI.Host, StringComparison.OrdinalIgnoreCase)
        || endpoint.Host.EndsWith(".openai.azure.com", StringComparison.OrdinalIgnoreCase);

    private static readonly EndpointProfile OpenAI = new(TokenParameter.MaxCompletionTokens, null, ImageDetail.High);

    // Ollama ignores max_completion_tokens; vLLM takes its temperature from the model's own settings unless told.
    private static readonly EndpointProfile Compatible = new(TokenParameter.MaxTokens, 0, null);
}
