using DocExtract.Pages;
using DocExtract.Sources;
using NetVips;

namespace DocExtract.Tests.Pages.Images;

/// <summary>Pictures made to do harm end in their code, in time, and leave the next one alone.</summary>
public sealed class HostilePictureTests
{
    [Fact]
    public void Png_that_says_it_is_huge_is_refused_before_it_is_decoded()
    {
        using var picture = Some.Picture();
        byte[] png = picture.PngsaveBuffer();
        ReadOnlySpan<byte> header = [0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF];
        header.CopyTo(png.AsSpan(16));
        Crc32(png.AsSpan(12, 17)).CopyTo(png.AsSpan(29));

        Assert.Equal(RejectionCode.TooLarge, RefusalOf(png)?.Code);
    }

    [Fact]
    public void Tiff_whose_pages_go_in_a_circle_ends()
    {
        byte[] circle =
        [
            .. "II*\0"u8, 8, 0, 0, 0,
            4, 0,
            0x00, 1, 3, 0, 1, 0, 0, 0, 8, 0, 0, 0, // width 8
            0x01, 1, 3, 0, 1, 0, 0, 0, 8, 0, 0, 0, // height 8
            0x11, 1, 4, 0, 1, 0, 0, 0, 0, 0, 0, 0, // strip at 0
            0x17, 1, 4, 0, 1, 0, 0, 0, 8, 0, 0, 0, // of 8 bytes
            8, 0, 0, 0, // the next page is the first
        ];

        Assert.True(RefusalOf(circle)?.Code is null or RejectionCode.Corrupt or RejectionCode.TooManyPages);
    }

    [Fact]
    public void Picture_with_a_colour_profile_of_a_hundred_megabytes_ends()
    {
        using var picture = Some.Picture();
        using var loaded = picture.Mutate(image => image.Set(GValue.BlobType, "icc-profile-data", new byte[100 << 20]));

        Assert.True(RefusalOf(loaded.PngsaveBuffer(compression: 1))?.Code is null or RejectionCode.Corrupt or RejectionCode.TooLarge);
    }

    [Fact]
    public void A_file_that_is_two_kinds_is_taken_for_one()
    {
        using var picture = Some.Picture();
        byte[] gif = picture.GifsaveBuffer();

        var refusal = RefusalOf([.. gif[..^1], .. "%PDF-1.7\n1 0 obj\n"u8, .. gif[^1..]]);

        Assert.True(refusal?.Code is null or RejectionCode.Corrupt);
    }

    /// <summary>As PNG checks its parts (ISO/IEC 15948, annex D).</summary>
    private static byte[] Crc32(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320 : 0);
            }
        }

        byte[] written = new byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(written, ~crc);
        return written;
    }

    /// <summary>Opens and draws it; whatever becomes of it, the next picture is read.</summary>
    private static DocumentRejectedException? RefusalOf(byte[] content)
    {
        using var opener = Some.Opener();
        var refusal = Record.Exception(() => Draw(opener, content));
        using var healthy = Some.Picture();
        Draw(opener, healthy.PngsaveBuffer());
        return refusal is null ? null : Assert.IsType<DocumentRejectedException>(refusal);
    }

    private static void Draw(DocumentOpener opener, byte[] content) =>
        opener.Open(Some.Source(content), CancellationToken.None).Pages[0].Render(72, CancellationToken.None);
}
