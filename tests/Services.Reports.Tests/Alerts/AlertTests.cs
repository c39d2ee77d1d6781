using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Messaging.Working;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Alerts;
using Nanobot.Services.Reports.Making;
using Nanobot.Services.Reports.Tests.Delivery;
using Nanobot.Services.Reports.Tests.Support;

namespace Nanobot.Services.Reports.Tests.Alerts;

public sealed class AlertTests
{
    private static readonly KeyValuePair<string, string?> AtOnce = new("Alerts:MinimumInterval", "00:00:00");

    [Fact]
    public async Task A_price_that_crosses_a_threshold_is_told_once_by_the_users_ways()
    {
        await using var host = new DeliveryHost(AtOnce);
        var ada = host.User(["push", "webhook"]);
        Price(host, "HERON", 99);
        var put = await PutAsync(host, ada, new { kind = "price_above", symbol = "HERON", threshold = 100 });
        Assert.False(put["rules"]![0]!["armed"]!.GetValue<bool>());
        await LookAsync(host);
        Price(host, "HERON", 101);
        await LookAsync(host);
        await LookAsync(host);
        await host.DeliverAsync();

        var seen = await ShowAsync(host, ada);
        var alert = Assert.Single(seen["fired"]!.AsArray())!;
        Assert.Equal("HERON: 101.00 is above 100", alert["title"]!.GetValue<string>());
        Assert.Equal($"alert {alert["alert_id"]}", await host.PushedAsync(ada));
        Assert.Equal(["push sent ", "webhook skipped WEBHOOK_NOT_SET_UP"], alert["deliveries"]!.AsArray().Select(static delivery => $"{delivery!["channel"]} {delivery["status"]} {delivery["code"]}"));
        Assert.NotNull(seen["rules"]![0]!["last_fired_at"]);
    }

    [Fact]
    public async Task A_report_is_made_where_the_rule_asks_for_one()
    {
        await using var host = new DeliveryHost(AtOnce);
        var ada = host.User(["push"], language: "zh");
        Price(host, "EGRET", 99);
        await PutAsync(host, ada, new { kind = "price_below", symbol = "EGRET", threshold = 50, action = "report" });
        await LookAsync(host);
        Price(host, "EGRET", 49);
        await LookAsync(host);
        foreach (var claimed in await host.Suite.Services.GetRequiredService<ReportLanes>().Scheduled.ClaimAsync(10, default))
        {
            await using var scope = host.Suite.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ReportAttempt>().RunAsync(claimed, default);
        }

        await host.DeliverAsync();
        var alert = Assert.Single((await ShowAsync(host, ada))["fired"]!.AsArray())!;
        Assert.Equal("EGRET：49.00，低于 50", alert["title"]!.GetValue<string>());
        Assert.Equal($"report {alert["alert_id"]} completed", await host.PushedAsync(ada));
        Assert.Empty(alert["deliveries"]!.AsArray());
    }

    [Fact]
    public async Task A_headline_with_the_word_is_told_once_and_older_ones_are_not()
    {
        await using var host = new DeliveryHost(AtOnce);
        var ada = host.User(["push"]);
        News(host, ("Rates rise", "2026-11-20T11:00:00Z"));
        await PutAsync(host, ada, new { kind = "keyword", keyword = "rates" });
        await LookAsync(host);
        News(host, ("Rates rise", "2026-11-20T11:00:00Z"), ("Pirates sail", "2026-11-20T12:00:30Z"), ("Rates fall <b>", "2026-11-20T12:00:40Z"));
        await LookAsync(host);
        await LookAsync(host);

        var alert = Assert.Single((await ShowAsync(host, ada))["fired"]!.AsArray())!;
        Assert.Equal("rates: Rates fall", alert["title"]!.GetValue<string>());
        Assert.DoesNotContain("Pirates", alert["content"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_symbol_is_read_once_for_all_that_watch_it()
    {
        await using var host = new DeliveryHost(AtOnce);
        Price(host, "IBIS", 99);
        for (var i = 0; i < 12; i++)
        {
            await PutAsync(host, host.User(["push"]), new { kind = "price_above", symbol = "IBIS", threshold = 100 + i }, new { kind = "change_percent", symbol = "IBIS", threshold = 5 });
        }

        Assert.Equal(24, await LookAsync(host));
        Assert.Equal(1, host.Suite.Peer.Seen.Count(static request => request.Path == "/quotes/IBIS.csv"));
        Assert.Equal(24, await LookAsync(host));
        Assert.Equal(2, host.Suite.Peer.Seen.Count(static request => request.Path == "/quotes/IBIS.csv"));
    }

    [Fact]
    public async Task Who_lost_the_lease_fires_nothing_and_a_suspended_tenants_rules_are_silent()
    {
        await using var host = new DeliveryHost(AtOnce);
        var (ada, bob) = (host.User(["push"]), host.User(["push"]));
        Price(host, "STORK", 99);
        foreach (var user in new[] { ada, bob })
        {
            await PutAsync(host, user, new { kind = "price_above", symbol = "STORK", threshold = 100 });
        }

        await LookAsync(host);
        Price(host, "STORK", 101);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        host.Suite.Standings.Set(bob.RequiredTenantId, "suspended", 2);
        var dead = await host.Suite.Services.GetRequiredService<RuleQueue>().ClaimAsync(10, default);
        host.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(1, await LookAsync(host));
        foreach (var rule in dead.Where(rule => rule.Context.TenantId == ada.TenantId))
        {
            await AttemptAsync(host, rule);
        }

        Assert.Single((await ShowAsync(host, ada))["fired"]!.AsArray());
        Assert.Empty((await ShowAsync(host, bob))["fired"]!.AsArray());
    }

    [Fact]
    public async Task What_is_put_replaces_the_rules_and_one_that_is_the_same_goes_on()
    {
        await using var host = new DeliveryHost(AtOnce);
        var ada = host.User(["push"]);
        var before = await PutAsync(host, ada, new { kind = "price_above", symbol = "AAPL", threshold = 100.5 }, new { kind = "keyword", keyword = "herons" });
        var after = await PutAsync(host, ada, new { kind = "volume_ratio", symbol = "AAPL", threshold = 3 }, new { kind = "price_above", symbol = "AAPL", threshold = 100.50, action = "notice" });

        Assert.Equal(before["rules"]![0]!["rule_id"]!.ToString(), after["rules"]![1]!["rule_id"]!.ToString());
        Assert.Equal(["volume_ratio", "price_above"], after["rules"]!.AsArray().Select(static rule => rule!["kind"]!.GetValue<string>()));
        Assert.Empty((await PutAsync(host, ada))["rules"]!.AsArray());
        Assert.Empty((await ShowAsync(host, host.User([])))["rules"]!.AsArray());
    }

    [Fact]
    public async Task While_a_source_cannot_be_read_its_rules_wait()
    {
        await using var host = new DeliveryHost(AtOnce);
        var ada = host.User(["push"]);
        await PutAsync(host, ada, new { kind = "price_above", symbol = "NONE", threshold = 1 });
        await LookAsync(host);
        Price(host, "NONE", 0.5m);
        await LookAsync(host);
        host.Suite.Peer.Answer("/quotes/NONE.csv", "<html>");
        await LookAsync(host);
        Price(host, "NONE", 2);
        await LookAsync(host);

        Assert.Single((await ShowAsync(host, ada))["fired"]!.AsArray());
    }

    [Theory]
    [InlineData("""{}""", "rules")]
    [InlineData("""{"rules":[null]}""", "rules[0]")]
    [InlineData("""{"rules":[{}]}""", "rules[0].kind")]
    [InlineData("""{"rules":[{"kind":"price_above","symbol":"../x","threshold":1}]}""", "rules[0].symbol")]
    [InlineData("""{"rules":[{"kind":"price_above","symbol":"AAPL","threshold":0}]}""", "rules[0].threshold")]
    [InlineData("""{"rules":[{"kind":"price_above","symbol":"AAPL","threshold":1.0000000000001}]}""", "rules[0].threshold")]
    [InlineData("""{"rules":[{"kind":"change_percent","symbol":"AAPL","threshold":-101}]}""", "rules[0].threshold")]
    [InlineData("""{"rules":[{"kind":"keyword","keyword":" "}]}""", "rules[0].keyword")]
    [InlineData("""{"rules":[{"kind":"keyword","keyword":"x","symbol":"AAPL","threshold":1}]}""", "rules[0].symbol,rules[0].threshold")]
    [InlineData("""{"rules":[{"kind":"keyword","keyword":"x","action":"sell"}]}""", "rules[0].action")]
    public async Task What_is_no_rule_is_refused_by_name(string body, string fields)
    {
        await using var host = new DeliveryHost();
        var refused = await host.SendAsync(host.User([]), HttpMethod.Put, "/delivery/alerts", JsonNode.Parse(body), 400);

        Assert.Equal(fields, string.Join(',', refused["errors"]!.AsObject().Select(static error => error.Key).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_user_has_at_most_twenty_rules_or_as_many_as_the_installation_says()
    {
        await using var host = new DeliveryHost();
        var rules = Enumerable.Range(1, 21).Select(static at => new { kind = "price_above", symbol = "AAPL", threshold = at }).ToArray();
        await host.SendAsync(host.User([]), HttpMethod.Put, "/delivery/alerts", new { rules }, 400);
        await host.SendAsync(host.User([]), HttpMethod.Put, "/delivery/alerts", new { rules = rules[1..] }, 200);

        await using var other = new DeliveryHost([new("Alerts:MostRules", "21")]);
        await other.SendAsync(other.User([]), HttpMethod.Put, "/delivery/alerts", new { rules }, 200);
    }

    private static void Price(DeliveryHost host, string symbol, decimal price) =>
        host.Suite.Peer.Quotes(symbol, "2026-11-19,100,200,1,99,10", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"2026-11-20,100,200,0.1,{price},10"));

    private static void News(DeliveryHost host, params (string Title, string At)[] items) => host.Suite.Peer.Answer(ReportsSuite.Feed,
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>t</title>" + string.Concat(items.Select(static item =>
            $"<item><title>{System.Net.WebUtility.HtmlEncode(item.Title)}</title><link>http://news.example/{item.At}</link><pubDate>{item.At}</pubDate></item>")) + "</channel></rss>", "application/rss+xml");

    private static Task<JsonObject> PutAsync(DeliveryHost host, TenantContext user, params object[] rules) => host.SendAsync(user, HttpMethod.Put, "/delivery/alerts", new { rules }, 200);

    private static Task<JsonObject> ShowAsync(DeliveryHost host, TenantContext user) => host.SendAsync(user, HttpMethod.Get, "/delivery/alerts", null, 200);

    // A minute later, so that each rule is due; how many there were.
    private static async Task<int> LookAsync(DeliveryHost host)
    {
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var looked = 0;
        while (await host.Suite.Services.GetRequiredService<WorkClaims<ClaimedRule>>().TakeAsync(100, default) is { Count: > 0 } claimed)
        {
            foreach (var rule in claimed)
            {
                await AttemptAsync(host, rule);
            }

            looked += claimed.Count;
        }

        return looked;
    }

    private static async Task AttemptAsync(DeliveryHost host, ClaimedRule rule)
    {
        await using var scope = host.Suite.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AlertAttempt>().RunAsync(rule, default);
    }
}
