using Nanobot.Contracts.Operations;
using Nanobot.Testing;
using Nanobot.Testing.RoundTrips;

namespace Nanobot.Services.Tenants.Tests;

/// <summary>Whatever the gateway or a module sends here is taken, or refused by name.</summary>
public sealed class InternalRoundTripTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    /// <summary>A trip of each operation within the suite that takes a body.</summary>
    internal static IReadOnlyList<Operation> Tried =>
        [Operations.Tenants.NoteKeysUsed, Operations.Tenants.ResolveCredential, Operations.Tenants.RecordAudit, Operations.Tenants.RecordChanges, Operations.Tenants.FindTenantStates];

    [Fact]
    public async Task Whatever_is_told_as_a_use_of_keys_is_taken_or_refused()
    {
        using var client = app.Gateway;
        foreach (var (name, value) in HardValues.All)
        {
            foreach (var body in new[]
            {
                $"{{\"uses\":{value}}}", $"{{\"uses\":[{value}]}}",
                $"{{\"uses\":[{{\"tenant_id\":{value},\"key_id\":\"0123456789abcdef\",\"used_at\":\"2031-03-01T12:00:00Z\"}}]}}",
                $"{{\"uses\":[{{\"tenant_id\":\"acme\",\"key_id\":{value},\"used_at\":\"2031-03-01T12:00:00Z\"}}]}}",
                $"{{\"uses\":[{{\"tenant_id\":\"acme\",\"key_id\":\"0123456789abcdef\",\"used_at\":{value}}}]}}",
            })
            {
                using var response = await client.PostAsync(Operations.Tenants.NoteKeysUsed.Path, Http.Body(body));
                Assert.True((int)response.StatusCode is 204 or (>= 400 and < 500), $"{name}: {response.StatusCode} for {body}");
            }
        }
    }

    [Fact]
    public async Task What_a_credential_is_asked_for_by_is_found_or_refused()
    {
        using var client = app.Gateway;
        var document = await ApiDocument.ReadAsync(client);
        foreach (var (name, value) in HardValues.All)
        {
            using var response = await client.PostAsync(Operations.Tenants.ResolveCredential.Path, Http.Body($"{{\"key_hash\":{value}}}"));
            Assert.True((int)response.StatusCode is >= 400 and < 500, $"{name}: {response.StatusCode}");
        }

        Assert.NotEmpty(BodyMembers.Of(document, Operations.Tenants.ResolveCredential.Verb, Operations.Tenants.ResolveCredential.DocumentPath));
    }

    [Fact]
    public async Task What_the_gateway_tells_is_kept_or_refused()
    {
        using var client = app.Gateway;
        var kept = 0;
        foreach (var (member, name, value) in EntryMembers.SelectMany(static member => HardValues.All.Select(hard => (member, hard.Key, hard.Value))))
        {
            using var response = await client.PostAsync(Operations.Tenants.RecordAudit.Path, Http.Body(AuditBody(member, value)));
            Assert.True((int)response.StatusCode is 204 or (>= 400 and < 500), $"{member} {name}: {response.StatusCode}");
            kept += response.IsSuccessStatusCode ? 1 : 0;
        }

        Assert.True(kept > 0);
    }

    [Fact]
    public async Task What_a_module_tells_of_no_tenant_is_kept_or_refused_and_what_it_tells_of_one_is_refused()
    {
        using var client = app.ClientFor(TestContexts.Module);
        var kept = 0;
        foreach (var (member, name, value) in EntryMembers.SelectMany(static member => HardValues.All.Select(hard => (member, hard.Key, hard.Value))))
        {
            using var response = await client.PostAsync(Operations.Tenants.RecordChanges.Path, Http.Body(AuditBody(member, value)));
            Assert.True((int)response.StatusCode is 204 or (>= 400 and < 500), $"{member} {name}: {response.StatusCode}");
            kept += response.IsSuccessStatusCode ? 1 : 0;
        }

        Assert.True(kept > 0);
        using var named = await client.PostAsync(Operations.Tenants.RecordChanges.Path, Http.Body(AuditBody("tenant_id", "\"acme\"")));
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, named.StatusCode);
    }

    [Fact]
    public async Task Whatever_tenants_a_module_asks_for_it_is_told_of_them_or_refused()
    {
        using var client = app.ClientFor(TestContexts.Module);
        foreach (var (name, value) in HardValues.All)
        {
            foreach (var body in new[] { $"{{\"tenant_ids\":{value}}}", $"{{\"tenant_ids\":[{value}]}}" })
            {
                using var response = await client.PostAsync(Operations.Tenants.FindTenantStates.Path, Http.Body(body));
                Assert.True((int)response.StatusCode is 200 or (>= 400 and < 500), $"{name}: {response.StatusCode} for {body}");
            }
        }
    }

    private static IReadOnlyList<string> EntryMembers { get; } =
        ["id", "tenant_id", "operation", "target", "outcome", "role", "user_id", "key_id", "address", "trace_id", "at", "count"];

    private static string AuditBody(string member = "", string value = "")
    {
        var entry = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["id"] = $"\"{Guid.NewGuid()}\"", ["operation"] = "\"chat.send\"", ["outcome"] = "\"RATE_LIMITED\"", ["role"] = "\"user\"", ["at"] = "\"2026-05-01T08:00:00Z\"", ["count"] = "1",
        };
        if (member.Length > 0)
        {
            entry[member] = value;
        }

        return $"{{\"entries\":[{{{string.Join(',', entry.Select(static pair => $"\"{pair.Key}\":{pair.Value}"))}}}]}}";
    }
}
