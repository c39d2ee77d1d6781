using Microsoft.Extensions.Configuration;
using Nanobot.Platform.Bus.Registry;

namespace Nanobot.Platform.Tests.Bus.Registry;

public sealed class InstanceAddressTests
{
    [Theory]
    [InlineData(null, "http://127.0.0.1:5000", "http://127.0.0.1:5000")]
    [InlineData(null, "http://localhost:5000", "http://localhost:5000")]
    [InlineData(null, "http://[::]:8080", "http://10.9.8.7:8080")]
    [InlineData(null, "http://0.0.0.0:8080", "http://10.9.8.7:8080")]
    [InlineData(null, "http://+:8080", "http://10.9.8.7:8080")]
    [InlineData(null, "https://*:8443;http://*:8080", "http://10.9.8.7:8080")]
    [InlineData("http://chat-0.chat:80", "http://[::]:8080", "http://chat-0.chat")]
    [InlineData(null, "", null)]
    public void An_instance_is_where_it_is_told_or_else_where_it_listens(string? configured, string bound, string? expected)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("POD_IP", "10.9.8.7")]).Build();

        var own = InstanceAddress.Own(configured, bound.Split(';', StringSplitOptions.RemoveEmptyEntries), configuration);

        Assert.Equal(expected, own?.GetLeftPart(UriPartial.Authority));
    }

    [Fact]
    public void Without_a_pod_a_wildcard_stands_for_an_address_of_this_machine()
    {
        var own = InstanceAddress.Own(null, ["http://[::]:8080"], new ConfigurationBuilder().Build());

        Assert.NotNull(own);
        Assert.Equal(8080, own.Port);
        Assert.DoesNotContain("::", own.Host, StringComparison.Ordinal);
    }

    [Fact]
    public void Impossible_settings_are_named_with_their_keys()
    {
        var options = new RegistryOptions
        {
            Address = "chat:80/x", Lease = TimeSpan.Zero, LookEvery = TimeSpan.Zero, DrainTimeout = TimeSpan.FromMinutes(1), AllowedHosts = { "private", "not a host" },
        };

        var failures = new RegistryOptionsValidator().Validate(null, options).Failures!;

        Assert.Equal(["Registry:Lease", "Registry:LookEvery", "Registry:DrainTimeout", "Registry:Address", "Registry:AllowedHosts:1"], failures.Select(static failure => failure.Split(' ')[0]));
    }
}
