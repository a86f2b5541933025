using System.Collections;
using System.Text;
using DocExtract.Worker.Commands;
using DocExtract.Worker.Intake;
using DocExtract.Worker.Results;

namespace DocExtract.Fuzz.Targets;

/// <summary>Names outcomes, and sees that each can be stored.</summary>
internal static class Outcomes
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="InvalidDataException">Something of it cannot be stored.</exception>
    public static string Of(Extraction extraction)
    {
        ExtractionJson.Write(extraction, indented: false);
        foreach (var each in extraction.Parts.Prepend(extraction))
        {
            foreach (var statement in new ExtractionRows(new Claim(1, 1, 0), each).Statements())
            {
                Check(statement.Parameters);
            }
        }

        return extraction.Rejection is { } rejection ? $"rejected {WireNames.Of(rejection.Code)}" : WireNames.StatusOf(extraction);
    }

    /// <inheritdoc cref="Of" path="/exception"/>
    public static string Understood(Announcement announcement)
    {
        Check(new { announcement.Url.AbsoluteUri, announcement.ETag, announcement.DocumentType });
        return "understood";
    }

    private static void Check(object parameters)
    {
        foreach (var property in parameters.GetType().GetProperties())
        {
            Check(property.Name, property.GetValue(parameters));
        }
    }

    private static void Check(string name, object? value)
    {
        switch (value)
        {
            case string text when text.Contains('\0', StringComparison.Ordinal) || (name == "data" && text.Contains("\\u0000", StringComparison.Ordinal)):
                throw new InvalidDataException($"{name} holds a NUL.");
            case string text when !IsText(text):
                throw new InvalidDataException($"{name} holds half a character.");
            case double number when !double.IsFinite(number):
                throw new InvalidDataException($"{name} is no number.");
            case IEnumerable many and not string:
                foreach (object? one in many)
                {
                    Check(name, one);
                }

                break;
        }
    }

    private static bool IsText(string text)
    {
        try
        {
            Strict.GetByteCount(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
