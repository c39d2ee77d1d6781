using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Reports.Tests;

public sealed class OpenApiTests(ReportsSuite suite) : IClassFixture<ReportsSuite>
{
    [Fact]
    public async Task The_document_tells_what_is_refused_and_which_values_are_accepted()
    {
        using var client = suite.Client(TestContexts.User());
        var document = await ApiDocument.ReadAsync(client);
        var request = document.Schema("ReportRequest");

        Assert.Empty(ApiDocument.Faults(document));
        Assert.Equal(["report_type"], request.Required());
        Assert.Equal(["application/json", "application/pdf", "text/html", "text/markdown", "text/plain"], document.GetProperty("paths").GetProperty("/reports/{report_id}").GetProperty("get")
            .GetProperty("responses").GetProperty("200").GetProperty("content").EnumerateObject().Select(type => type.Name).Order(StringComparer.Ordinal));
        using var refused = await client.PostAsJsonAsync("/reports", new { report_type = "another" });
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("must be one of: " + string.Join(", ", request.Permitted("report_type")), problem.GetProperty("errors").GetProperty("report_type")[0].GetString());
    }
}
