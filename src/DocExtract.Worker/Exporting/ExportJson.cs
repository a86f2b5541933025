using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DocExtract.Worker.Exporting;

/// <summary>Documents as JSON, one object a line, with their lines in it. Numbers stand as they are stored, digit by digit.</summary>
internal static class ExportJson
{
    /// <summary>Not for HTML: accents stay readable.</summary>
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document in one line; its data becomes part of it.</summary>
    public static string Line(ExportedDocument document)
    {
        JsonObject shape = new()
        {
            ["document_id"] = document.Id,
            ["file_name"] = document.FileName,
            ["document_type"] = document.Type,
        };
        if (document.FirstPage is not null)
        {
            shape["first_page"] = document.FirstPage;
            shape["last_page"] = document.LastPage;
        }

        shape["confidence"] = document.Confidence is { } confidence ? Math.Round(confidence, 3) : null;
        shape["corrected"] = document.IsCorrected;
        shape["finished_at"] = document.FinishedAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);
        shape["source_uri"] = document.SourceUri;
        shape["data"] = document.Data;
        return shape.ToJsonString(Json);
    }
}
