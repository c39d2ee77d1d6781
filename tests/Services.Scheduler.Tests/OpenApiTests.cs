using System.Net;
using System.Text.Json;
using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Scheduler.Tests;

public sealed class OpenApiTests(SharedScheduler shared) : IClassFixture<SharedScheduler>
{
    [Fact]
    public async Task The_document_tells_what_is_refused_and_how_lists_are_paged() =>
        Assert.Empty(ApiDocument.Faults(await DocumentAsync()));

    [Fact]
    public async Task A_job_of_nothing_but_the_required_members_and_those_of_its_kind_is_accepted()
    {
        var document = await DocumentAsync();
        using var client = shared.Host.ClientFor(TestContexts.User());

        Assert.Equal(["payload"], document.Schema("CreateJobRequest").Required());
        Assert.Equal(["type"], document.Schema("JobPayloadRequest").Required());
        Assert.Empty(document.Schema("UpdateJobRequest").Required());
        var kind = document.GetProperty("paths").GetProperty("/schedule/preview").GetProperty("get").GetProperty("parameters").EnumerateArray().First();
        Assert.Equal(("kind", false, 5), (kind.GetProperty("name").GetString(), kind.TryGetProperty("required", out var required) && required.GetBoolean(), kind.GetProperty("schema").GetProperty("enum").GetArrayLength()));
        await client.CreateAsync(new { kind = "every", seconds = 60, payload = Wire.Report() });
        foreach (var body in new object[] { new { kind = "every", seconds = 60, payload = (object?)null }, new { kind = (string?)null, payload = Wire.Report() } })
        {
            await client.SendAsync(HttpMethod.Post, "/schedule/jobs", body, HttpStatusCode.BadRequest);
        }
    }

    [Fact]
    public async Task What_an_answer_leaves_out_is_not_promised()
    {
        var document = await DocumentAsync();
        using var client = shared.Host.ClientFor(TestContexts.User());

        var job = await client.CreateAsync(new { kind = "every", seconds = 60, payload = Wire.Report() });

        Assert.Superset(document.Schema("JobResource").Required().ToHashSet(), job.Select(static member => member.Key).ToHashSet());
    }

    [Fact]
    public async Task The_permitted_values_are_those_that_are_accepted()
    {
        var document = await DocumentAsync();
        using var client = shared.Host.ClientFor(TestContexts.User());

        foreach (var (schema, member, field) in new[] { ("CreateJobRequest", "kind", "kind"), ("CreateJobRequest", "misfire", "misfire"),
            ("CreateJobRequest", "day_of_week", "day_of_week"), ("JobPayloadRequest", "type", "payload.type"), ("JobPayloadRequest", "report_type", "payload.report_type") })
        {
            var body = JsonSerializer.SerializeToNode(new { kind = "weekly", hour = 9, minute = 0, day_of_week = "mon", misfire = "last", payload = Wire.Report() })!.AsObject();
            (schema == "JobPayloadRequest" ? body["payload"]!.AsObject() : body)[member] = "another";
            var refused = await client.SendAsync(HttpMethod.Post, "/schedule/jobs", body, HttpStatusCode.BadRequest);
            Assert.Equal("must be one of: " + string.Join(", ", document.Schema(schema).Permitted(member)), (string?)refused["errors"]![field]![0]);
        }
    }

    private async Task<JsonElement> DocumentAsync()
    {
        using var client = shared.Host.CreateClient();
        return await ApiDocument.ReadAsync(client);
    }
}
