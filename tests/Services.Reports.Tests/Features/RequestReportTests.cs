using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Reports.Tests.Features;

public sealed class RequestReportTests(ReportsSuite suite) : IClassFixture<ReportsSuite>
{
    [Fact]
    public async Task A_request_is_accepted_with_the_place_to_look_at()
    {
        var user = suite.User(new Watchlist());
        using var response = await suite.Client(user).PostAsJsonAsync("/reports", new { report_type = "daily" });

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var accepted = (await response.Content.ReadFromJsonAsync<ReportAccepted>(Json.Wire))!;
        Assert.Equal($"/reports/{accepted.ReportId}", response.Headers.Location!.OriginalString);
        Assert.Equal(("ada", "pending"), (accepted.UserId, accepted.Status));
        Assert.True(accepted.EstimatedCompletionTime > DateTimeOffset.UtcNow.AddMinutes(-1));
    }

    [Theory]
    [InlineData("{}", "report_type")]
    [InlineData("""{"report_type":"hourly"}""", "report_type")]
    [InlineData("""{"report_type":"custom"}""", "custom_prompt")]
    [InlineData("""{"report_type":"custom","custom_prompt":"  "}""", "custom_prompt")]
    [InlineData("""{"report_type":"custom","custom_prompt":"a\u0000b"}""", "custom_prompt")]
    [InlineData("""{"report_type":"daily","focus_areas":["1","2","3","4","5","6","7","8","9","10","11"]}""", "focus_areas")]
    [InlineData("""{"report_type":"daily","focus_areas":[""]}""", "focus_areas")]
    [InlineData("""{"report_type":"daily","focus_areas":[null]}""", "focus_areas")]
    [InlineData("""{"report_type":"daily","user_id":"eve"}""", "user_id")]
    [InlineData("""{"report_type":1}""", "report_type")]
    public async Task A_wrong_field_is_named(string body, string field)
    {
        using var response = await PostAsync(TestContexts.User(), body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("VALIDATION_FAILED", problem.GetProperty("code").GetString());
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    [Theory]
    [InlineData("""{"report_type":"monthly","focus_areas":["",1]}""", "focus_areas", "focus_areas[1]", "report_type")]
    [InlineData("""{"report_type":"monthly","focus_areas":["a",1],"user_id":"eve"}""", "focus_areas[1]", "report_type", "user_id")]
    [InlineData("""{"report_type":7,"custom_prompt":"  ","focus_areas":"a"}""", "custom_prompt", "focus_areas", "report_type")]
    public async Task A_wrong_type_hides_nothing_else_that_is_wrong(string body, params string[] fields)
    {
        using var response = await PostAsync(TestContexts.User(), body, new string('k', 201));

        var errors = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        Assert.Equal(["Idempotency-Key", .. fields], errors.EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_wrong_field_is_named_at_once()
    {
        using var response = await PostAsync(TestContexts.User(), $$"""{"report_type":"x","custom_prompt":"{{new string('p', 2001)}}","focus_areas":["{{new string('f', 101)}}"]}""", new string('k', 201));

        var errors = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        Assert.Equal(["Idempotency-Key", "custom_prompt", "focus_areas", "report_type"], errors.EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.BadRequest)]
    [InlineData("""{"report_type":"daily","custom_prompt":"\ud800"}""", HttpStatusCode.BadRequest)]
    public async Task A_malformed_body_is_refused(string body, HttpStatusCode status)
    {
        using var response = await PostAsync(TestContexts.User(), body);

        Assert.Equal(status, response.StatusCode);
        Assert.DoesNotContain("   at ", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_key_and_request_give_the_same_report()
    {
        var user = suite.User(new Watchlist());
        using var first = await PostAsync(user, """{"report_type":"daily","focus_areas":["AI"]}""", "k-1");
        using var again = await PostAsync(user, """{ "focus_areas": ["AI"], "report_type": "daily" }""", "k-1");

        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
        Assert.Equal(await IdAsync(first), await IdAsync(again));
        Assert.Equal(1, await suite.SqlAsync<int>("select count(*)::int from all_reports where tenant_id = $1", user.TenantId!));
    }

    [Fact]
    public async Task The_same_key_at_the_same_time_gives_one_report()
    {
        var user = suite.User(new Watchlist());
        var responses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(user, """{"report_type":"daily"}""", "k-2")));

        Assert.Single((await Task.WhenAll(responses.Select(IdAsync))).Distinct());
        Assert.Equal(1, await suite.SqlAsync<int>("select count(*)::int from all_reports where tenant_id = $1", user.TenantId!));
    }

    [Fact]
    public async Task The_same_key_for_another_request_is_a_conflict()
    {
        var user = suite.User(new Watchlist());
        using var first = await PostAsync(user, """{"report_type":"daily"}""", "k-3");
        using var other = await PostAsync(user, """{"report_type":"weekly"}""", "k-3");

        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
        Assert.Equal("IDEMPOTENCY_CONFLICT", (await other.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_same_key_of_another_user_is_another_report()
    {
        var ada = suite.User(new Watchlist());
        var bob = suite.User(new Watchlist(), context: TestContexts.User("bob", ada.TenantId));
        var eve = suite.User(new Watchlist());
        var ids = await Task.WhenAll(new[] { ada, bob, eve }.Select(async user => await IdAsync(await PostAsync(user, """{"report_type":"daily"}""", "shared"))));

        Assert.Equal(3, ids.Distinct().Count());
    }

    [Fact]
    public async Task Without_a_key_each_request_is_a_report()
    {
        var user = suite.User(new Watchlist());

        Assert.NotEqual((await suite.RequestAsync(user)).ReportId, (await suite.RequestAsync(user)).ReportId);
    }

    [Theory]
    [InlineData("api")]
    [InlineData("chat", "chat")]
    [InlineData("api", "schedule")]
    [InlineData("api", "a door that came later")]
    [InlineData("api", "chat", "chat")]
    public async Task A_report_is_stored_with_the_door_that_it_was_asked_for_at(string origin, params string[] headers)
    {
        var user = suite.User(new Watchlist());
        using var request = new HttpRequestMessage(HttpMethod.Post, "/reports") { Content = JsonContent.Create(new { report_type = "daily" }) };
        request.Headers.Add("X-Tenant-Origin", headers);

        using var response = await suite.Client(user).SendAsync(request);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(origin, await suite.SqlAsync<string>("select origin from all_reports where tenant_id = $1", user.TenantId!));
    }

    [Theory]
    [InlineData("one", "two")]
    [InlineData("same", "same")]
    [InlineData("one,two")]
    [InlineData("one, two")]
    [InlineData("é")]
    public async Task What_is_not_exactly_one_key_is_refused_by_name_and_asks_for_nothing(params string[] keys)
    {
        var user = TestContexts.User();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/reports") { Content = new StringContent("""{"report_type":"daily"}""", Encoding.UTF8, "application/json") };
        foreach (var key in keys)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        using var response = await suite.Client(user).SendAsync(request);

        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((HttpStatusCode.BadRequest, "VALIDATION_FAILED"), (response.StatusCode, problem.GetProperty("code").GetString()));
        Assert.True(problem.GetProperty("errors").TryGetProperty("Idempotency-Key", out _), problem.ToString());
        Assert.Equal(0, await suite.SqlAsync<long>("select count(*) from all_reports where tenant_id = $1", user.TenantId!));
    }

    [Fact]
    public async Task An_administrator_without_a_user_cannot_ask_for_a_report()
    {
        using var response = await PostAsync(TestContexts.Admin(), """{"report_type":"daily"}""");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    private async Task<HttpResponseMessage> PostAsync(TenantContext context, string body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/reports") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await suite.Client(context).SendAsync(request);
    }

    private static async Task<Guid> IdAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<ReportAccepted>(Json.Wire))!.ReportId;
}
