using System.ComponentModel;

namespace DocExtract.Readers.Vision;

/// <summary>The request's field that limits the length of the answer.</summary>
[TypeConverter(typeof(ChoiceConverter<TokenParameter>))]
public enum TokenParameter
{
    /// <summary><c>max_tokens</c>: the only one that Ollama and older servers read; OpenAI's reasoning models refuse it.</summary>
    MaxTokens,

    /// <summary><c>max_completion_tokens</c>: OpenAI's current one.</summary>
    MaxCompletionTokens,
}

/// <summary>How the answer is held to the schema.</summary>
[TypeConverter(typeof(ChoiceConverter<StructuredOutput>))]
public enum StructuredOutput
{
    /// <summary><c>json_schema</c> with <c>strict</c>: the endpoint lets nothing else be written.</summary>
    StrictJsonSchema,

    /// <summary><c>json_schema</c> without <c>strict</c>, for servers that do not know the word.</summary>
    JsonSchema,

    /// <summary><c>json_object</c>: some JSON; the schema stands in the prompt.</summary>
    JsonObject,

    /// <summary><c>structured_outputs</c>, a field of vLLM's own.</summary>
    StructuredOutputs,

    /// <summary><c>guided_json</c>, the older field of vLLM and others.</summary>
    GuidedJson,

    /// <summary>Nothing is enforced; the schema stands in the prompt.</summary>
    Prompt,
}

/// <summary>Which words of a page go with its picture.</summary>
[TypeConverter(typeof(ChoiceConverter<WordHelp>))]
public enum WordHelp
{
    /// <summary>The picture alone.</summary>
    None,

    /// <summary>Painted words of a text layer that the pixels bear out; scans and photographs have none.</summary>
    TextLayer,

    /// <summary>These, else what OCR reads.</summary>
    All,
}

/// <summary>How closely the endpoint looks at an image.</summary>
[TypeConverter(typeof(ChoiceConverter<ImageDetail>))]
public enum ImageDetail
{
    /// <summary>The endpoint decides.</summary>
    Auto,

    /// <summary>At 512 pixels a side: cheap, and too little for small print.</summary>
    Low,

    /// <summary>As closely as most models can.</summary>
    High,

    /// <summary>Nearly unscaled: GPT-5.4 and later.</summary>
    Original,
}
