namespace DocExtract.Readers.Vision.Accounting;

/// <summary>What a model is asked for.</summary>
public enum CallPurpose
{
    /// <summary>The values of a document.</summary>
    Read,

    /// <summary>The rest of an answer that broke off.</summary>
    Continue,

    /// <summary>Values that did not pass the checks.</summary>
    Repair,

    /// <summary>The same values once more, to compare two readings.</summary>
    Compare,

    /// <summary>Which of the installed types a document is.</summary>
    ChooseType,

    /// <summary>A person's question about a document.</summary>
    Ask,

    /// <summary>How an endpoint behaves.</summary>
    Probe,
}

/// <summary>A call as it is about to be made.</summary>
public sealed record PlannedCall
{
    /// <summary>Scheme, host and path; never a key.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The model that is asked.</summary>
    public required string Model { get; init; }

    public required CallPurpose Purpose { get; init; }

    /// <summary>Hash of the prompt and schema, 64 lower-case hexadecimal digits: the same for every document of a type.</summary>
    public required string PromptSha256 { get; init; }

    /// <summary>Hash of the whole question with endpoint, settings and pictures: what makes an answer the answer to it.</summary>
    public required string QuestionSha256 { get; init; }

    /// <summary>Tokens that the question is expected to have, pictures included.</summary>
    public required long PredictedInputTokens { get; init; }

    /// <summary>The most it can cost, in the currency of the price table; 0 where no price is known.</summary>
    public required decimal ReservedCost { get; init; }
}

/// <summary>How a call ended.</summary>
public enum CallState
{
    /// <summary>Answered, and the server said what it took.</summary>
    Spent,

    /// <summary>Refused by the server: costs nothing.</summary>
    Failed,

    /// <summary>The server may have charged it and did not say how much: the cost is an estimate from above.</summary>
    Uncertain,

    /// <summary>Answered from an earlier, identical question: costs nothing.</summary>
    Cached,
}

/// <summary>A call that was made, and what it cost.</summary>
public sealed record ModelCall
{
    public required PlannedCall Plan { get; init; }

    public required CallState State { get; init; }

    /// <summary>The model that says it answered, where it says so.</summary>
    public string? ResponseModel { get; init; }

    /// <summary>Tokens of the question, images included; null where the server does not say.</summary>
    public long? InputTokens { get; init; }

    /// <summary>Those of them that came from the server's prompt cache.</summary>
    public long? CachedInputTokens { get; init; }

    /// <summary>Tokens of the answer.</summary>
    public long? OutputTokens { get; init; }

    /// <summary>What it cost, in the currency of the price table; 0 where no price is known.</summary>
    public decimal Cost { get; init; }

    /// <summary>Why the answer ended, as the server says.</summary>
    public string? FinishReason { get; init; }

    /// <summary>What went wrong, in a sentence.</summary>
    public string? Error { get; init; }

    /// <summary>From sending to the end of the answer.</summary>
    public TimeSpan Duration { get; init; }
}
