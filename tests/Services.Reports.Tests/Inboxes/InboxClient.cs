using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Nanobot.Contracts.Reports;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Webhooks;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Reports.Tests.Inboxes;

/// <summary>Makes inboxes and posts to them.</summary>
internal static class InboxClient
{
    public static async Task<InboxResource> InboxAsync(this ReportsSuite suite, TenantContext owner, string name = "alerts", object? settings = null)
    {
        using var client = suite.Client(owner);
        using var answer = await client.PutAsJsonAsync($"/evidence/inboxes/{name}", settings ?? new { });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<InboxResource>(Json.Wire))!;
    }

    public static async Task<InboxResource> RotateAsync(this ReportsSuite suite, TenantContext owner, object overlap, string name = "alerts")
    {
        using var client = suite.Client(owner);
        using var answer = await client.PostAsJsonAsync($"/evidence/inboxes/{name}/rotate", overlap);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<InboxResource>(Json.Wire))!;
    }

    public static Task<(HttpStatusCode Status, string Code, InboxReceipt? Receipt)> PostAsync(this ReportsSuite suite, InboxResource inbox, object news) =>
        suite.PostAsync(inbox.Address!, JsonSerializer.Serialize(news), "application/json");

    public static async Task<(HttpStatusCode Status, string Code, InboxReceipt? Receipt)> PostAsync(
        this ReportsSuite suite, string address, string body, string type, Func<byte[], WebhookProof>? prove = null)
    {
        var octets = Encoding.UTF8.GetBytes(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(octets) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (prove?.Invoke(octets) is { } proof)
        {
            request.Headers.TryAddWithoutValidation("webhook-id", proof.Id);
            request.Headers.TryAddWithoutValidation("webhook-timestamp", proof.Timestamp);
            request.Headers.TryAddWithoutValidation("webhook-signature", proof.Signatures);
        }

        using var client = suite.Client(TestContexts.Gateway);
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? (answer.StatusCode, "", JsonSerializer.Deserialize<InboxReceipt>(text, Json.Wire))
            : (answer.StatusCode, JsonSerializer.Deserialize<JsonElement>(text).GetProperty("code").GetString()!, null);
    }

    public static Func<byte[], WebhookProof> SignedBy(string secret, DateTimeOffset at, string id) =>
        body => new WebhookProof(id, WebhookSignature.Seconds(at), $"v1,AAAA {WebhookSignature.Of(id, at, body, WebhookKey.OctetsOf(secret))}");
}
