using System.Diagnostics;
using Nanobot.Platform.Core.Telemetry;

namespace Nanobot.Platform.Tests.Telemetry;

public sealed class ClientSpansTests
{
    [Fact]
    public void A_call_is_named_by_its_method_and_the_module_and_not_by_an_address()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://localhost:18181/users/ada");
        ClientSpans.Call(request, "tenants");

        Assert.Equal(("GET tenants", "tenants"), Name(request));
    }

    [Fact]
    public void A_call_to_somebody_else_is_named_by_its_host()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://models.example.com:8443/v1/chat/completions?x=1");

        Assert.Equal(("POST models.example.com", null), Name(request));
    }

    [Fact]
    public void What_the_proxy_forwards_is_named_by_its_module()
    {
        using var forwarding = new Activity("proxy.forwarder").SetTag("proxy.cluster_id", "chat").Start();
        using var request = new HttpRequestMessage(HttpMethod.Put, "http://localhost:18182/workspace/files/a");

        Assert.Equal(("PUT chat", "chat"), Name(request));
    }

    private static (string Name, object? Peer) Name(HttpRequestMessage request)
    {
        using var span = new Activity("call").Start();
        ClientSpans.Name(span, request);
        return (span.DisplayName, span.GetTagItem("peer.service"));
    }
}
