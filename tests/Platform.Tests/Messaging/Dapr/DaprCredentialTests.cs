using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;

namespace Nanobot.Platform.Tests.Messaging.Dapr;

public sealed class DaprCredentialTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("tests-only-app-token-012345678")]
    [InlineData("tests-only-app-token-01234567890")]
    [InlineData("TESTS-ONLY-APP-TOKEN-0123456789")]
    public async Task Without_the_sidecars_token_nothing_is_handled_and_nothing_told(string? token)
    {
        await using var suite = await DaprSuite.StartAsync(subscribes: false);
        var ada = TestContexts.User();
        var context = TestContexts.Codec().Sign(ada, ContextAudience.Request);

        using var bare = await suite.PostAsync(DaprSuite.Envelope(ada, 1), token);
        using var signed = await suite.PostAsync(DaprSuite.Envelope(ada, 1), token, (TenantHeaders.Context, context));
        using var list = await suite.GetAsync("dapr/subscribe", token);

        Assert.All([bare, signed, list], response => Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode));
        Assert.DoesNotContain(ThingHappened.Topic, await list.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(await suite.Host.EffectsAsync(ada));
        Assert.Equal(0, await suite.Host.OwnerScalarAsync<long>("select count(*) from nanobot.inbox"));
    }

    [Fact]
    public async Task Two_tokens_are_none()
    {
        await using var suite = await DaprSuite.StartAsync(subscribes: false);

        using var response = await suite.PostAsync(DaprSuite.Envelope(TestContexts.User(), 1), DaprSuite.AppToken, ("dapr-api-token", DaprSuite.AppToken));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Whose_an_event_is_stands_in_its_signed_context_and_no_header_changes_it()
    {
        await using var suite = await DaprSuite.StartAsync(subscribes: false);
        var ada = TestContexts.User();
        var eve = TestContexts.User("eve");

        using var response = await suite.PostAsync(DaprSuite.Envelope(ada, 4), DaprSuite.AppToken,
            ("Cloudevent.tenantid", eve.TenantId!),
            ("Cloudevent.userid", "eve"),
            ("Cloudevent.tenantcontext", TestContexts.Codec(module: MessagingHost.Group).Sign(eve, ContextAudience.Event)),
            (TenantHeaders.Context, TestContexts.Codec().Sign(eve, ContextAudience.Request)));

        Assert.Equal("SUCCESS", await DaprSuite.StatusAsync(response));
        Assert.Equal([4], await suite.Host.EffectsAsync(ada));
        Assert.Empty(await suite.Host.EffectsAsync(eve));
    }

    [Fact]
    public async Task Every_route_of_the_sidecar_asks_for_its_token_and_for_nothing_else()
    {
        await using var suite = await DaprSuite.StartAsync(subscribes: false);

        var routes = suite.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/').Split('/')[0] is "dapr" or "events").ToList();

        Assert.Equal(2, routes.Count);
        Assert.All(routes, route => Assert.Equal([TenantPolicies.Sidecar], route.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy)));
        Assert.All(routes, route => Assert.Null(route.Metadata.GetMetadata<IAllowAnonymous>()));
    }

    [Fact]
    public async Task Without_a_sidecar_there_are_no_such_routes()
    {
        await using var host = await MessagingHost.StartAsync();

        Assert.DoesNotContain(host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>(),
            endpoint => endpoint.RoutePattern.RawText!.TrimStart('/').Split('/')[0] is "dapr" or "events");
    }
}
