using FsCheck;
using FsCheck.Fluent;
using Nanobot.Platform.Objects;

namespace Nanobot.Platform.Tests.Objects;

public sealed class ObjectKeyTests
{
    // What a file system, a URL, a shell or another script could take for something else; half of them letters, so that some texts are segments.
    private static readonly string[] Signs = [.. "aZ0z9A1b".Select(static sign => sign.ToString()), ".", "..", "-", "_", "/", "\\", "\0", "\n", "\r", " ", "%", "%2e", "%2F", ":", "*", "?", "@", "~", "+", "é", "e\u0301", "中", "ａ", "İ", "\u202e", "\ud800", "😀"];

    [Fact]
    public void A_text_is_a_segment_exactly_where_it_is_made_of_the_permitted_signs_of_ASCII()
    {
        var texts = from length in Gen.Choose(0, 12) from signs in Gen.Elements(Signs).ArrayOf(length) select string.Concat(signs);
        var longOnes = from length in Gen.Choose(120, 140) select new string('a', length);

        Prop.ForAll(Gen.OneOf(texts, longOnes).ToArbitrary(), static text =>
        {
            var expected = text.Length is >= 1 and <= 128 && text.All(static sign => char.IsAsciiLetterOrDigit(sign) || sign is '.' or '_' or '-') && char.IsAsciiLetterOrDigit(text[0]);
            var refusal = Record.Exception(() => ObjectKey.Of("tenant-a", text));
            return expected ? refusal is null : refusal is ArgumentException;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void Whatever_is_taken_stays_below_its_tenant_as_a_path_and_as_a_URL_and_reads_back_as_itself()
    {
        var segments = from length in Gen.Choose(1, 6) from signs in Gen.Elements(Signs).ArrayOf(length) select string.Concat(signs);
        var keys = from count in Gen.Choose(0, 9) from parts in segments.ArrayOf(count) select parts;

        Prop.ForAll(keys.ToArbitrary(), static parts =>
        {
            if (Record.Exception(() => ObjectKey.Of("tenant-a", parts)) is not null)
            {
                return true;
            }

            var key = ObjectKey.Of("tenant-a", parts);
            var (text, below) = (key.ToString(), string.Concat(parts.Select(static part => "/" + part)));
            return text == $"tenant-a{below}"
                && Path.GetFullPath(Path.Combine("/root", text)) == $"/root/{text}"
                && new Uri(new Uri("http://host/bucket/"), text).AbsolutePath == $"/bucket/{text}"
                && ObjectKey.TryRead(text, out var again) && again == key
                && key.TenantId == "tenant-a" && key.Segments.Count == parts.Length + 1;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a")]
    [InlineData("Tenant")]
    [InlineData("current")]
    [InlineData("ten/ant")]
    [InlineData("tenant\n")]
    [InlineData(null)]
    public void The_first_segment_is_a_tenants_id(string? tenantId)
    {
        Assert.Throws<ArgumentException>(() => ObjectKey.Of(tenantId!, "a"));
        Assert.Throws<ArgumentException>(() => ObjectPrefix.Of(tenantId!));
    }

    [Fact]
    public void A_key_has_eight_segments_at_most_and_fits_into_what_stores_take()
    {
        var segment = new string('x', ObjectKey.LongestSegment);
        var longest = ObjectKey.Of(new string('t', 50), [.. Enumerable.Repeat(segment, ObjectKey.MostSegments - 1)]);

        Assert.Equal(8, longest.Segments.Count);
        Assert.InRange(longest.ToString().Length, 900, 1024);
        Assert.Throws<ArgumentException>(() => ObjectKey.Of("tenant-a", [.. Enumerable.Repeat("x", ObjectKey.MostSegments)]));
        Assert.Throws<ArgumentException>(() => ObjectKey.Of("tenant-a", segment + "x"));
    }

    [Fact]
    public void A_key_that_nobody_made_is_not_used() => Assert.Throws<InvalidOperationException>(() => default(ObjectKey).TenantId);

    [Theory]
    [InlineData("tenant-a/..")]
    [InlineData("tenant-a//b")]
    [InlineData("tenant-a/")]
    [InlineData("/tenant-a")]
    [InlineData("tenant-a/b c")]
    [InlineData("T/b")]
    [InlineData("")]
    [InlineData(null)]
    public void A_name_in_a_store_that_no_key_has_is_none(string? name) => Assert.False(ObjectKey.TryRead(name, out _));
}
