using System.Text;
using DocExtract.Worker.Intake;

namespace DocExtract.IntegrationTests.Intake;

public sealed class NoticeTests
{
    private const string Url = "https://account.blob.core.windows.net/inbox/a%20b/march.pdf";

    private const string EventGrid =
        """
        {"topic":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/account",
        "subject":"/blobServices/default/containers/inbox/blobs/a b/march.pdf","eventType":"Microsoft.Storage.BlobCreated",
        "eventTime":"2026-03-02T12:00:00Z","id":"1","data":{"api":"PutBlob","eTag":"0x8D4","contentLength":5,"blobType":"BlockBlob",
        "url":"https://account.blob.core.windows.net/inbox/a%20b/march.pdf","sequencer":"01"},"dataVersion":"","metadataVersion":"1"}
        """;

    private const string CloudEvent =
        """
        {"source":"/subscriptions/s","subject":"/blobServices/default/containers/inbox/blobs/a b/march.pdf",
        "type":"Microsoft.Storage.BlobCreated","time":"2026-03-02T12:00:00Z","id":"1","specversion":"1.0",
        "data":{"api":"PutBlob","eTag":"\"0x8D4\"","url":"https://account.blob.core.windows.net/inbox/a%20b/march.pdf?sv=1"}}
        """;

    [Theory]
    [InlineData(EventGrid)]
    [InlineData("[" + EventGrid + "]")]
    [InlineData(CloudEvent)]
    [InlineData("  " + CloudEvent + "\n")]
    [InlineData("{\"url\":\"" + Url + "\",\"etag\":\"0x8D4\"}")]
    public void Every_known_form_names_the_same_blob_and_version_as_json_and_as_base64(string json)
    {
        foreach (var body in new[] { json, Convert.ToBase64String(Encoding.UTF8.GetBytes(json)) })
        {
            var announcement = Created(body);

            Assert.Equal((Url, "0x8D4", null), (announcement.Url.AbsoluteUri, announcement.ETag, announcement.DocumentType));
        }
    }

    [Fact]
    public void Our_own_message_comes_back_as_it_was()
    {
        var announcement = new Announcement(new Uri(Url), "0x8D4", "receipt");

        Assert.Equal(new Notice.Created(announcement), Notice.Parse(announcement.ToMessage()));
    }

    [Fact]
    public void A_version_is_the_same_with_and_without_quotes() =>
        Assert.Equal(new Announcement(new Uri(Url), "0x8D4", null), new Announcement(new Uri(Url), "\"0x8D4\"", null));

    [Theory]
    [InlineData("Microsoft.Storage.BlobCreated", "Microsoft.Storage.BlobTierChanged")]
    [InlineData("Microsoft.Storage.BlobCreated", "Microsoft.Storage.DirectoryCreated")]
    [InlineData("\"PutBlob\",\"eTag\":\"0x8D4\",\"contentLength\":5", "\"CreateFile\",\"eTag\":\"0x8D4\",\"contentLength\":0")]
    [InlineData("\"PutBlob\",\"eTag\":\"0x8D4\",\"contentLength\":5", "\"CreateFile\",\"eTag\":\"0x8D4\"")]
    public void Events_after_which_nothing_is_there_to_read_announce_nothing(string before, string after) =>
        Assert.IsType<Notice.Nothing>(Notice.Parse(BinaryData.FromString(EventGrid.Replace(before, after, StringComparison.Ordinal))));

    [Theory]
    [InlineData("FlushWithClose", "0")]
    [InlineData("PutBlob", "0")]
    [InlineData("FlushWithClose", "5")]
    public void A_file_that_is_whole_is_announced_even_when_it_is_empty(string api, string length) =>
        Assert.Equal("0x8D4", Created(EventGrid.Replace("PutBlob", api, StringComparison.Ordinal).Replace("Length\":5", $"Length\":{length}", StringComparison.Ordinal)).ETag);

    [Theory]
    [InlineData(EventGrid)]
    [InlineData(CloudEvent)]
    public void A_deletion_names_the_blob_and_its_place_among_the_events(string json)
    {
        var notice = Notice.Parse(BinaryData.FromString(json.Replace("BlobCreated", "BlobDeleted", StringComparison.Ordinal)));

        var deleted = Assert.IsType<Notice.Deleted>(notice);
        Assert.Equal((Url, json == EventGrid ? "01" : null), (deleted.Url.AbsoluteUri, deleted.Sequencer));
    }

    [Fact]
    public void An_event_tells_its_place_among_the_events_of_its_blob() => Assert.Equal("01", Created(EventGrid).Sequencer);

    [Fact]
    public void Events_of_a_hierarchical_namespace_name_the_blob() => Assert.Equal(
        Url, Created(EventGrid.Replace(".blob.", ".dfs.", StringComparison.Ordinal)).Url.AbsoluteUri);

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("[]")]
    [InlineData("[{},{}]")]
    [InlineData("{}")]
    [InlineData("{\"url\":\"march.pdf\"}")]
    [InlineData("{\"url\":\"file:///etc/passwd\"}")]
    [InlineData("{\"data\":{\"url\":5}}")]
    [InlineData("{\"url\":\"https://a.b/inbox/\\ud800.pdf\"}")]
    [InlineData("{\"url\":\"https://a.b/inbox/a.pdf\",\"etag\":\"1\\u0000\"}")]
    [InlineData("{\"url\":\"https://a.b/inbox/a.pdf\",\"etag\":\"1\\r\\nX-Evil: 1\"}")]
    [InlineData("{\"url\":\"https://a.b/inbox/a.pdf\",\"etag\":\"\u00e9\"}")]
    [InlineData("{\"url\":\"https://a.b/inbox/a.pdf\",\"type\":\"in\\u0000voice\"}")]
    public void Anything_else_is_refused_with_a_sentence(string body) =>
        Assert.NotEmpty(Assert.Throws<FormatException>(() => Notice.Parse(BinaryData.FromString(body))).Message);

    private static Announcement Created(string body) => Assert.IsType<Notice.Created>(Notice.Parse(BinaryData.FromString(body))).Announcement;
}
