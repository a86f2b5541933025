using System.Text.Json;

namespace DocExtract.Readers.Vision;

/// <summary>The form an answer has to have.</summary>
/// <param name="Name">The form's name as endpoints allow it: letters, digits, dash and underscore.</param>
/// <param name="Schema">JSON of its schema, in the strict common subset.</param>
internal sealed record AnswerForm(string Name, ReadOnlyMemory<byte> Schema)
{
    /// <summary>Tokens it is expected to cost: servers count it as part of the question.</summary>
    public int Tokens => Schema.Length / 3;

    /// <summary>Writes the request's fields that hold the answer to this form; none where the form stands in the prompt.</summary>
    public void WriteTo(Utf8JsonWriter json, StructuredOutput output)
    {
        switch (output)
        {
            case StructuredOutput.StrictJsonSchema or StructuredOutput.JsonSchema:
                json.WriteStartObject("response_format"u8);
                json.WriteString("type"u8, "json_schema"u8);
                json.WriteStartObject("json_schema"u8);
                json.WriteString("name"u8, Name);
                if (output == StructuredOutput.StrictJsonSchema)
                {
                    json.WriteBoolean("strict"u8, true);
                }

                WriteSchema(json, "schema"u8);
                json.WriteEndObject();
                json.WriteEndObject();
                break;
            case StructuredOutput.JsonObject:
                json.WriteStartObject("response_format"u8);
                json.WriteString("type"u8, "json_object"u8);
                json.WriteEndObject();
                break;
            case StructuredOutput.StructuredOutputs:
                json.WriteStartObject("structured_outputs"u8);
                WriteSchema(json, "json"u8);
                json.WriteEndObject();
                break;
            case StructuredOutput.GuidedJson:
                WriteSchema(json, "guided_json"u8);
                break;
        }
    }

    private void WriteSchema(Utf8JsonWriter json, ReadOnlySpan<byte> name)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(Schema.Span);
    }
}
