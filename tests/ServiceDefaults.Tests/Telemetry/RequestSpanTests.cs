using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Nanobot.ServiceDefaults.Telemetry;

namespace Nanobot.ServiceDefaults.Tests.Telemetry;

public sealed class RequestSpanTests
{
    [Fact]
    public async Task A_request_that_reached_a_route_has_it_and_its_status_on_its_span()
    {
        var span = await HandleAsync(http => http.SetEndpoint(new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse("/users/{user_id}"), 0, null, null)));

        Assert.Equal(("/users/{user_id}", "POST", 202), (span.GetTagItem("http.route"), span.GetTagItem("http.request.method"), span.GetTagItem("http.response.status_code")));
    }

    [Fact]
    public async Task A_request_that_reached_none_has_its_status_alone()
    {
        var span = await HandleAsync(_ => { });

        Assert.Null(span.GetTagItem("http.route"));
        Assert.Equal(202, span.GetTagItem("http.response.status_code"));
    }

    private static async Task<Activity> HandleAsync(Action<HttpContext> handle)
    {
        using var span = new Activity("in") { IsAllDataRequested = true };
        var http = new DefaultHttpContext();
        http.Request.Method = "POST";
        http.Features.Set<IHttpActivityFeature>(new ActivityFeature { Activity = span });
        await new RequestSpanMiddleware(context =>
        {
            handle(context);
            context.Response.StatusCode = 202;
            return Task.CompletedTask;
        }).InvokeAsync(http);
        return span;
    }

    private sealed class ActivityFeature : IHttpActivityFeature
    {
        public required Activity Activity { get; set; }
    }
}
