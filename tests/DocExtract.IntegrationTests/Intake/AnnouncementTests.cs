using System.Text;
using DocExtract.Worker.Intake;

namespace DocExtract.IntegrationTests.Intake;

public sealed class AnnouncementTests
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
            var announcement = Announcement.Parse(BinaryData.FromString(body))!;

            Assert.Equal((Url, "0x8D4", null), (announcement.Url.AbsoluteUri, announcement.ETag, announcement.DocumentType));
        }
    }

    [Fact]
    public void Our_own_message_comes_back_as_it_was()
    {
        var announcement = new Announcement(new Uri(Url), "0x8D4", "receipt");

        Assert.Equal(announcement, Announcement.Parse(announcement.ToMessage()));
    }

    [Fact]
    public void A_version_is_the_same_with_and_without_quotes() =>
        Assert.Equal(new Announcement(new Uri(Url), "0x8D4", null), new Announcement(new Uri(Url), "\"0x8D4\"", null));

    [Theory]
    [InlineData("Microsoft.Storage.BlobCreated", "Microsoft.Storage.BlobDeleted")]
    [InlineData("PutBlob", "CreateFile")]
    public void Events_after_which_nothing_is_there_to_read_announce_nothing(string before, string after) =>
        Assert.Null(Announcement.Parse(BinaryData.FromString(EventGrid.Replace(before, after, StringComparison.Ordinal))));

    [Fact]
    public void Events_of_a_hierarchical_namespace_name_the_blob() => Assert.Equal(
        Url, Announcement.Parse(BinaryData.FromString(EventGrid.Replace(".blob.", ".dfs.", StringComparison.Ordinal)))!.Url.AbsoluteUri);

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("[]")]
    [InlineData("[{},{}]")]
    [InlineData("{}")]
    [InlineData("{\"url\":\"march.pdf\"}")]
    [InlineData("{\"url\":\"file:///etc/passwd\"}")]
    [InlineData("{\"data\":{\"url\":5}}")]
    public void Anything_else_is_refused_with_a_sentence(string body) =>
        Assert.NotEmpty(Assert.Throws<FormatException>(() => Announcement.Parse(BinaryData.FromString(body))).Message);
}
