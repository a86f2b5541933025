using Azure.Storage.Blobs;
using DocExtract.Sources;
using DocExtract.Worker.Blobs;

namespace DocExtract.IntegrationTests.Blobs;

public sealed class InboxTests
{
    private const string Account = "https://account.blob.core.windows.net";

    private static readonly Inbox Inbox = new(
        [new BlobContainerClient(new Uri($"{Account}/inbox")), new BlobContainerClient(new Uri($"{Account}/scans"))], new SourceLimits(), new ByteBudget(1));

    [Theory]
    [InlineData("/inbox/march.pdf")]
    [InlineData("/scans/a%20b/march.pdf")]
    [InlineData("/inbox/a%2Fb.pdf", "/inbox/a/b.pdf")]
    [InlineData("/inbox/scan (1).pdf", "/inbox/scan%20%281%29.pdf")]
    [InlineData("/inbox/scan%20%281%29.pdf")]
    [InlineData("/inbox/%252e%252e/march.pdf")]
    [InlineData("/inbox/R%C3%A9sum%C3%A9%23%3F.pdf")]
    [InlineData("/inbox/.hidden/..a/b...pdf")]
    [InlineData(":443/inbox/march.pdf", "/inbox/march.pdf")]
    public void A_blob_of_a_configured_container_is_found_under_one_address_however_it_is_spelt(string address, string? found = null) =>
        Assert.Equal(Account + (found ?? address), Inbox.Find(new Uri(Account + address)).Uri.AbsoluteUri);

    [Theory]
    [InlineData("https://account.blob.core.windows.net/secret/march.pdf")]
    [InlineData("https://account.blob.core.windows.net/inbox2/march.pdf")]
    [InlineData("https://account.blob.core.windows.net/inbox/../secret/march.pdf")]
    [InlineData("https://account.blob.core.windows.net/inbox/%2e%2e/secret/march.pdf")]
    [InlineData("https://account.blob.core.windows.net/inbox/%2e%2e%2fsecret%2fmarch.pdf")]
    [InlineData("https://account.blob.core.windows.net/inbox/..%2fsecret%2fmarch.pdf")]
    [InlineData("https://account.blob.core.windows.net/inbox/..%5csecret%5cmarch.pdf")]
    [InlineData("https://account.blob.core.windows.net/inbox\\..\\secret\\march.pdf")]
    [InlineData("https://account.blob.core.windows.net/inbox/a%2f%2e%2e%2f%2e%2e%2fsecret%2fmarch.pdf")]
    [InlineData("https://account.blob.core.windows.net/inbox/march%00.pdf")]
    [InlineData("https://account.blob.core.windows.net/inbox/march%0d%0a.pdf")]
    [InlineData("https://account.blob.core.windows.net/inbox/")]
    [InlineData("https://account.blob.core.windows.net/inbox")]
    [InlineData("https://other.blob.core.windows.net/inbox/march.pdf")]
    [InlineData("https://account.blob.core.windows.net.evil.example/inbox/march.pdf")]
    [InlineData("https://account.blob.core.windows.net@evil.example/inbox/march.pdf")]
    [InlineData("https://user:secret@account.blob.core.windows.net/inbox/march.pdf")]
    [InlineData("https://account.blob.core.windows.net:8443/inbox/march.pdf")]
    [InlineData("http://account.blob.core.windows.net/inbox/march.pdf")]
    [InlineData("http://169.254.169.254/metadata/instance")]
    public void Whatever_is_elsewhere_or_tries_to_lead_there_is_refused(string address)
    {
        var refused = Assert.Throws<FormatException>(() => Inbox.Find(new Uri(address)));

        Assert.DoesNotContain("secret@", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_the_database_could_not_keep_is_refused_with_a_sentence()
    {
        var address = new Uri($"{Account}/inbox/{string.Concat(Enumerable.Repeat("请", 600))}.pdf");

        Assert.Contains("shorter name", Assert.Throws<FormatException>(() => Inbox.Find(address)).Message, StringComparison.Ordinal);
    }
}
