using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Testing;

namespace Nanobot.ServiceDefaults.Tests.Http;

public sealed class OperationTests : IAsyncLifetime
{
    private WebApplication _app = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(TestKeys.Settings("reports"));
        builder.AddServiceDefaults("reports");
        _app = builder.Build();
        _app.UseServiceDefaults();
        var group = _app.MapGroup("").RequireAuthorization(TenantPolicies.User);
        group.MapOperation(Operations.Reports.GetReport, ([FromRoute(Name = "report_id")] string reportId) => TypedResults.Ok(reportId));
        group.MapOperation(Operations.Chat.ReadFile, (string path) => TypedResults.Ok(path));
        await _app.StartAsync();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task An_operation_answers_under_its_method_and_whole_path_to_those_whom_its_group_lets_in()
    {
        Assert.Equal((HttpStatusCode.OK, "\"7\""), await SendAsync(HttpMethod.Get, "/reports/7", TestContexts.User()));
        Assert.Equal((HttpStatusCode.OK, "\"a/b.md\""), await SendAsync(HttpMethod.Get, "/workspace/files/a/b.md", TestContexts.User()));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await SendAsync(HttpMethod.Post, "/reports/7", TestContexts.User())).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(HttpMethod.Get, "/reports/7", TestContexts.Operator)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Get, "/reports/7", null)).Status);
    }

    [Fact]
    public async Task An_operation_stands_in_the_document_and_in_the_endpoints_metadata()
    {
        using var client = _app.GetTestClient();
        var document = await ApiDocument.ReadAsync(client);

        Assert.Equal(
            [("get " + Operations.Reports.GetReport.DocumentPath, "GetReport"), ("get " + Operations.Chat.ReadFile.DocumentPath, "ReadFile")],
            document.Operations().Select(static operation => (operation.Name, operation.Operation.GetProperty("operationId").GetString()!)).Order());
        Assert.Equal(
            ["reports.get", "workspace.files.read"],
            _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.Select(static endpoint => endpoint.Metadata.GetMetadata<Operation>()?.Name).OfType<string>().Order());
    }

    [Fact]
    public void A_service_that_serves_more_or_less_than_its_operations_is_found_out()
    {
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => ServedOperations.AreThoseOf("reports", _app.Services));
    }

    private async Task<(HttpStatusCode Status, string Body)> SendAsync(HttpMethod method, string path, TenantContext? context)
    {
        using var client = _app.GetTestClient();
        using var request = new HttpRequestMessage(method, path);
        if (context is not null)
        {
            TenantContextHeaders.Write(request.Headers, context, TestContexts.Codec());
        }

        using var response = await client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
