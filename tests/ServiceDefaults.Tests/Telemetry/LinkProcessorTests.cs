using System.Diagnostics;
using Nanobot.ServiceDefaults.Telemetry;

namespace Nanobot.ServiceDefaults.Tests.Telemetry;

public sealed class LinkProcessorTests
{
    [Theory]
    [InlineData("url.path", "/shared/abc.def", "/shared/…")]
    [InlineData("url.path", "/delivery/unsubscribe/1.abc", "/delivery/unsubscribe/…")]
    [InlineData("url.path", "/SHARED/abc", "/SHARED/…")]
    [InlineData("url.full", "http://reports/shared/abc?x=1", "http://reports/shared/…")]
    [InlineData("url.path", "/reports/abc", "/reports/abc")]
    // Rather too much is hidden than too little.
    [InlineData("url.full", "http://shared/reports/abc", "http://shared/…")]
    [InlineData("http.route", "/shared/{token}", "/shared/{token}")]
    public void Of_a_links_address_spans_have_the_beginning_alone(string tag, string address, string shown)
    {
        using var processor = new LinkProcessor();
        using var span = new Activity("GET").SetTag(tag, address);

        processor.OnEnd(span);

        Assert.Equal(shown, span.GetTagItem(tag));
    }

    [Fact]
    public void A_span_without_an_address_stays_as_it_is()
    {
        using var processor = new LinkProcessor();
        using var span = new Activity("claim");

        processor.OnEnd(span);

        Assert.Empty(span.TagObjects);
    }
}
