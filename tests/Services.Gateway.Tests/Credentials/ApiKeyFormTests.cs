using Nanobot.Services.Gateway.Credentials.ApiKeys;
using Nanobot.Services.Gateway.Tests.Hosting;

namespace Nanobot.Services.Gateway.Tests.Credentials;

public sealed class ApiKeyFormTests(SuiteFixture fixture) : IClassFixture<SuiteFixture>
{
    private const string Secret = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    [Fact]
    public void Every_issued_key_has_the_form() =>
        Assert.All(Enumerable.Range(0, 1000).Select(_ => TenantsStub.NewKey()), key => Assert.True(ApiKeyForm.IsPossible(key), key));

    [Theory]
    [InlineData($"nbk_0123456789abcdef_{Secret}", true)]
    [InlineData($"nbk_0123456789abcdef_{Secret}A", false)]
    [InlineData("nbk_0123456789abcdef_AAAA", false)]
    [InlineData($"nbk_0123456789ABCDEF_{Secret}", false)]
    [InlineData($"nbk_0123456789abcdef-{Secret}", false)]
    [InlineData("nbk_0123456789abcdef_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+", false)]
    [InlineData("nbk_0123456789abcdef_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB", false)]
    [InlineData("nbk_", false)]
    [InlineData("an-operators-key-of-22", true)]
    [InlineData("an-operators-key-of-2", false)]
    public void A_key_is_as_the_tenants_module_issues_it_or_as_long_as_an_operators_must_be(string text, bool possible) =>
        Assert.Equal(possible, ApiKeyForm.IsPossible(text));

    [Fact]
    public async Task A_text_that_cannot_be_a_key_is_refused_without_asking()
    {
        using var response = await fixture.Suite.GetAsync("/sessions", "nbk_made-up");

        await Problem.AssertAsync(response, System.Net.HttpStatusCode.Unauthorized, "AUTHENTICATION_REQUIRED");
        Assert.DoesNotContain(TenantsStub.Hash("nbk_made-up"), fixture.Suite.Tenants.KeyLookups);
    }
}
