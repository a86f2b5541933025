using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace DocExtract.ModelServer;

/// <summary>The files of the scripted server: what was uploaded, and what batches left behind.</summary>
internal sealed class FileShelf(BatchRules rules)
{
    private readonly ConcurrentDictionary<string, StoredFile> _files = new();
    private int _last;

    public IReadOnlyCollection<StoredFile> Files => [.. _files.Values];

    public StoredFile? Find(string id) => _files.GetValueOrDefault(id);

    public StoredFile Keep(string name, string purpose, byte[] content)
    {
        var file = new StoredFile($"file-{Interlocked.Increment(ref _last)}", name, purpose, content);
        _files[file.Id] = file;
        return file;
    }

    public string Keep(string content) => Keep("output.jsonl", "batch_output", Encoding.UTF8.GetBytes(content)).Id;

    public async Task<Reply> UploadAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            return Reply.Error(400, "Expected a multipart form.");
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        string[] unknown = [.. form.Keys.Concat(form.Files.Select(part => part.Name)).Where(name => name is not ("file" or "purpose" or "expires_after[anchor]" or "expires_after[seconds]"))];
        if (unknown.Length > 0)
        {
            return Reply.Error(400, $"Unknown parameter: '{unknown[0]}'.");
        }

        if (form.Files.GetFile("file") is not { FileName.Length: > 0 } part)
        {
            return Reply.Error(400, "Missing required parameter: 'file' with a file name.");
        }

        string? problem = (form["purpose"].ToString(), part) switch
        {
            (not "batch", _) => $"'{form["purpose"]}' is not one of ['batch'] - 'purpose'",
            (_, { Length: 0 }) => "The file is empty.",
            (_, { Length: var length }) when length > rules.MaxFileBytes => $"The file has {length} bytes, and {rules.MaxFileBytes} are allowed.",
            (_, { FileName: var name }) when !name.EndsWith(".jsonl", StringComparison.Ordinal) => "Invalid file format for Batch API. Must be .jsonl",
            _ => null,
        };
        if (problem is not null)
        {
            return Reply.Error(400, problem);
        }

        using var content = new MemoryStream();
        await part.CopyToAsync(content, context.RequestAborted);
        return new Reply(200, Keep(part.FileName, "batch", content.ToArray()).Show());
    }

    public Reply Show(string id) => Find(id) is { } file ? new Reply(200, file.Show()) : NoSuchFile(id);

    public Reply Content(string id) => Find(id) is { } file ? new Reply(200, null, file.Content) : NoSuchFile(id);

    public Reply Delete(string id) => _files.TryRemove(id, out _)
        ? new Reply(200, new JsonObject { ["id"] = id, ["object"] = "file", ["deleted"] = true })
        : NoSuchFile(id);

    private static Reply NoSuchFile(string id) => Reply.Error(404, $"No such File object: {id}");
}

internal sealed record StoredFile(string Id, string Name, string Purpose, byte[] Content)
{
    public JsonObject Show() => new()
    {
        ["id"] = Id,
        ["object"] = "file",
        ["bytes"] = Content.Length,
        ["created_at"] = 1_900_000_000,
        ["filename"] = Name,
        ["purpose"] = Purpose,
        ["status"] = "processed",
    };
}

/// <summary>An answer in JSON, or in bytes.</summary>
internal sealed record Reply(int Status, JsonObject? Body, byte[]? Bytes = null)
{
    public static Reply Error(int status, string message) => new(
        status,
        new JsonObject { ["error"] = new JsonObject { ["message"] = message, ["type"] = "invalid_request_error", ["param"] = null, ["code"] = null } });

    public async Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        context.Response.ContentType = Bytes is null ? "application/json" : "application/octet-stream";
        await context.Response.Body.WriteAsync(Bytes ?? Encoding.UTF8.GetBytes(Body!.ToJsonString()), context.RequestAborted);
    }
}
