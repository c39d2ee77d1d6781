using System.Net;
using Nanobot.Services.Gateway.Tenants;

namespace Nanobot.Services.Gateway.Tests.Tenants;

public sealed class LookupOriginTests
{
    [Theory]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7", true)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public void One_origin_is_an_IPv4_address_or_what_one_customer_gets_of_IPv6(string one, string other, bool same) =>
        Assert.Equal(same, LookupOrigin.Of(IPAddress.Parse(one)) == LookupOrigin.Of(IPAddress.Parse(other)));
}
