using Nanobot.Platform.Tenancy;
using Nanobot.Testing;

namespace Nanobot.Platform.Tests.Tenancy;

/// <summary>What each key may sign, shown with keys in the wrong hands: they sign anything, and the receiver decides.</summary>
public sealed class SigningRightsTests
{
    private static readonly string[] Audiences = [ContextAudience.Request, ContextAudience.Background, ContextAudience.Event];
    private static readonly TenantContext[] Contexts = [TestContexts.User(), TestContexts.Admin(), TestContexts.Operator, TestContexts.Gateway, TestContexts.Module];

    [Theory]
    [InlineData("chat")]
    [InlineData("tenants")]
    [InlineData("reports")]
    [InlineData("scheduler")]
    public void A_stolen_key_of_a_service_makes_no_request_and_no_operator(string service)
    {
        var accepted = Accepted(service);

        Assert.Equal(
            ["background module", "background tenant_admin", "background user", "event tenant_admin", "event user"],
            accepted.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_stolen_key_of_the_gateway_makes_requests_of_every_role_and_no_event() =>
        Assert.Equal(
            ["request gateway", "request operator", "request tenant_admin", "request user"],
            Accepted("gateway").Order(StringComparer.Ordinal));

    [Fact]
    public void Only_the_gateways_key_makes_an_operator_within_a_tenant_and_only_for_a_request()
    {
        var visitor = TestContexts.Visitor();
        var receiver = TestContexts.Codec(module: "reports");
        var accepted = from issuer in new[] { "gateway", "chat", "tenants", "reports", "scheduler" }
                       from audience in Audiences
                       where receiver.Verify(SignedContext.Of(TestKeys.Of(issuer), visitor, audience), audience) is not null
                       select $"{issuer} {audience}";

        Assert.Equal(["gateway request"], accepted);
        Assert.Equal(visitor, receiver.VerifyCall(TestContexts.Codec().Sign(visitor, ContextAudience.Request)));
        Assert.Throws<InvalidOperationException>(() => TestContexts.Codec(module: "chat").Sign(visitor, ContextAudience.Background));
    }

    [Fact]
    public void An_operator_within_a_tenant_is_no_user_and_never_without_one()
    {
        foreach (var context in new TenantContext[]
        {
            new("acme", "ada", TenantRole.TenantAdmin, "basic", 1, null, isOperators: true),
            new("acme", "ada", TenantRole.User, "basic", 1, null, isOperators: true),
            new(null, null, TenantRole.TenantAdmin, null, 0, null, isOperators: true),
            new(null, null, TenantRole.Operator, null, 0, null, isOperators: true),
        })
        {
            Assert.Null(TestContexts.Codec().VerifyCall(SignedContext.Of(TestKeys.Of("gateway"), context, ContextAudience.Request)));
        }
    }

    [Fact]
    public void What_a_module_asks_for_in_an_operators_request_it_asks_for_as_the_administrator()
    {
        using var request = new HttpRequestMessage();
        TenantContextHeaders.Write(request.Headers, TestContexts.Visitor("acme"), TestContexts.Codec(module: "reports"));

        var context = TestContexts.Codec().VerifyCall(request.Headers.GetValues(TenantHeaders.Context).Single())!;
        Assert.Equal(("acme", TenantRole.TenantAdmin, false), (context.TenantId, context.Role, context.IsOperators));
    }

    [Fact]
    public void A_module_is_kept_from_signing_what_it_may_not()
    {
        foreach (var (module, audience, context) in new[]
        {
            ("chat", ContextAudience.Request, TestContexts.User()),
            ("chat", ContextAudience.Background, TestContexts.Operator),
            ("chat", ContextAudience.Event, TestContexts.Gateway),
            ("gateway", ContextAudience.Event, TestContexts.User()),
            ("gateway", ContextAudience.Background, TestContexts.User()),
            ("chat", "anything", TestContexts.User()),
        })
        {
            var refused = Assert.Throws<InvalidOperationException>(() => TestContexts.Codec(module: module).Sign(context, audience));
            Assert.Contains(audience, refused.Message, StringComparison.Ordinal);
        }
    }

    private static List<string> Accepted(string issuer)
    {
        var receiver = TestContexts.Codec(module: "reports");
        return
        [
            .. from audience in Audiences
            from context in Contexts
            where receiver.Verify(SignedContext.Of(TestKeys.Of(issuer), context, audience), audience) == context
            select $"{audience} {context.Role}",
        ];
    }
}
