using Nanobot.Contracts.Policies;
using Nanobot.Platform.Policies.Conditions;

namespace Nanobot.Platform.Tests.Policies;

/// <summary>When a condition holds.</summary>
public sealed class ConditionTests
{
    // 2026-03-02 is a Monday; the zone springs forward on Sunday 2026-03-29 at 02:00 and falls back on Sunday 2026-10-25 at 03:00.
    [Theory]
    [InlineData("22:00", "06:00", "2026-03-02T21:00:00Z", true)] // 22:00 in Berlin
    [InlineData("22:00", "06:00", "2026-03-02T20:59:59.9999999Z", false)]
    [InlineData("22:00", "06:00", "2026-03-03T04:59:59.9999999Z", true)]
    [InlineData("22:00", "06:00", "2026-03-03T05:00:00Z", false)]
    [InlineData("09:00", "17:00", "2026-03-02T08:00:00Z", true)]
    [InlineData("09:00", "17:00", "2026-03-02T16:00:00Z", false)]
    [InlineData("09:00", null, "2026-03-02T22:59:59Z", true)]
    [InlineData("09:00", null, "2026-03-02T23:00:00Z", false)]
    [InlineData(null, "09:00", "2026-03-02T23:00:00Z", true)]
    [InlineData("02:30", "03:30", "2026-03-29T00:59:59Z", false)] // 01:59:59
    [InlineData("02:30", "03:30", "2026-03-29T01:00:00Z", true)] // 03:00: half past two was left out
    [InlineData("02:30", "03:30", "2026-03-29T01:30:00Z", false)]
    [InlineData("02:30", "02:45", "2026-10-25T00:30:00Z", true)] // the first 02:30
    [InlineData("02:30", "02:45", "2026-10-25T01:00:00Z", false)] // the second 02:00
    [InlineData("02:30", "02:45", "2026-10-25T01:30:00Z", true)] // the second 02:30
    public void A_window_is_meant_by_the_clock_of_its_zone(string? after, string? before, string at, bool holds) =>
        Assert.Equal(holds, Given.Holds(new(new TimeCondition(after, before, TimeZone: "Europe/Berlin")), Given.Request(at: At(at))));

    [Theory]
    [InlineData("2026-03-06T22:30:00Z", true)] // Friday
    [InlineData("2026-03-07T05:59:00Z", true)] // Saturday morning belongs to Friday's window
    [InlineData("2026-03-07T22:30:00Z", false)]
    [InlineData("2026-03-06T05:59:00Z", false)] // Friday morning belongs to Thursday's
    [InlineData("2026-03-06T12:00:00Z", false)]
    public void What_lasts_over_midnight_belongs_to_the_day_on_which_it_began(string at, bool holds) =>
        Assert.Equal(holds, Given.Holds(new(new TimeCondition("22:00", "06:00", [5], "UTC")), Given.Request(at: At(at))));

    [Fact]
    public void A_window_over_the_night_of_a_change_holds_all_of_it_and_no_more()
    {
        var window = new PolicyConditions(new TimeCondition("22:00", "06:00", [6], "Europe/Berlin"));
        var minutes = Enumerable.Range(0, 2 * 24 * 60).Count(minute => Given.Holds(window, Given.Request(at: At("2026-03-28T00:00:00Z").AddMinutes(minute))));

        Assert.Equal(7 * 60, minutes);
    }

    [Theory]
    [InlineData(1, "2026-03-02T12:00:00Z")]
    [InlineData(6, "2026-03-07T12:00:00Z")]
    [InlineData(7, "2026-03-08T12:00:00Z")]
    public void Weekdays_count_from_Monday(int day, string at) =>
        Assert.All(Enumerable.Range(1, 7), other => Assert.Equal(other == day, Given.Holds(new(new TimeCondition(Weekdays: [other], TimeZone: "UTC")), Given.Request(at: At(at)))));

    [Fact]
    public void A_window_without_a_zone_is_in_the_tenants()
    {
        var (window, request) = (new PolicyConditions(new TimeCondition("13:00", "14:00")), Given.Request());

        Assert.False(Given.Holds(window, request));
        Assert.True(Given.Holds(window, request with { Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") }));
    }

    [Fact]
    public void The_ends_of_the_calendar_are_moments_like_any_other()
    {
        foreach (var zone in new[] { "Pacific/Kiritimati", "Pacific/Pago_Pago" })
        {
            foreach (var at in new[] { DateTimeOffset.MinValue, DateTimeOffset.MaxValue })
            {
                var held = Enumerable.Range(1, 7).Count(day => Given.Holds(new(new TimeCondition(Weekdays: [day], TimeZone: zone)), Given.Request(at: at)));
                Assert.Equal(1, held);
            }
        }
    }

    [Theory]
    [InlineData("10.0.0.0/8", "10.255.0.1", true)]
    [InlineData("10.0.0.0/8", "11.0.0.1", false)]
    [InlineData("10.0.0.0/8", "::ffff:10.1.2.3", true)]
    [InlineData("::ffff:10.0.0.0/104", "10.1.2.3", true)]
    [InlineData("0.0.0.0/0", "203.0.113.9", true)]
    [InlineData("0.0.0.0/0", "2001:db8::1", false)]
    [InlineData("::/0", "2001:db8::1", true)]
    [InlineData("::/0", "203.0.113.9", false)]
    [InlineData("2001:db8::/33", "2001:db8:7fff::1", true)]
    [InlineData("2001:db8::/33", "2001:db8:8000::1", false)]
    [InlineData("192.0.2.7/32", "192.0.2.7", true)]
    [InlineData("fe80::/10", "fe80::1%1", true)]
    [InlineData("10.0.0.0/8", null, false)]
    public void A_network_has_the_addresses_in_it(string network, string? ip, bool holds)
    {
        Assert.Equal(holds, Given.Holds(new(Ip: new(InCidrs: [network])), Given.Request(ip: ip)));
        // Without an address neither holds.
        Assert.Equal(!holds && ip is not null, Given.Holds(new(Ip: new(NotInCidrs: [network])), Given.Request(ip: ip)));
    }

    [Fact]
    public void All_that_is_said_of_an_address_must_hold()
    {
        var ip = new PolicyConditions(Ip: new(["10.0.0.0/8"], ["10.9.0.0/16"], ["10.1.1.1", "10.9.1.1", "::ffff:192.0.2.1"]));

        Assert.True(Given.Holds(ip, Given.Request(ip: "10.1.1.1")));
        Assert.False(Given.Holds(ip, Given.Request(ip: "10.1.1.2")));
        Assert.False(Given.Holds(ip, Given.Request(ip: "10.9.1.1")));
        Assert.False(Given.Holds(ip, Given.Request(ip: "192.0.2.1")));
        Assert.True(Given.Holds(new(Ip: new(AllowedIps: ["::ffff:192.0.2.1"])), Given.Request(ip: "192.0.2.1")));
    }

    [Theory]
    [InlineData("eq", "\"free\"", true)]
    [InlineData("eq", "\"Free\"", false)]
    [InlineData("ne", "\"pro\"", true)]
    [InlineData("ne", "\"free\"", false)]
    [InlineData("ne", "5", true)]
    [InlineData("in", "[\"pro\",\"free\"]", true)]
    [InlineData("not_in", "[\"pro\"]", true)]
    [InlineData("not_in", "[\"free\"]", false)]
    [InlineData("contains", "\"re\"", true)]
    [InlineData("starts_with", "\"fr\"", true)]
    [InlineData("ends_with", "\"fr\"", false)]
    [InlineData("exists", null, true)]
    [InlineData("gt", "1", false)]
    public void A_text_is_compared_to_the_letter(string comparison, string? value, bool holds) =>
        AssertAttribute(comparison, value, AttributeValue.Of("free"), holds);

    [Theory]
    [InlineData("eq", "7.0", true)]
    [InlineData("eq", "\"7\"", false)]
    [InlineData("gt", "6.9", true)]
    [InlineData("gt", "7", false)]
    [InlineData("gte", "7", true)]
    [InlineData("lt", "7", false)]
    [InlineData("lte", "7", true)]
    [InlineData("in", "[1,7]", true)]
    [InlineData("eq", "true", false)]
    public void A_number_is_compared_by_its_value(string comparison, string value, bool holds) =>
        AssertAttribute(comparison, value, AttributeValue.Of(7), holds);

    private static void AssertAttribute(string comparison, string? value, AttributeValue attribute, bool holds)
    {
        var condition = new PolicyConditions(Attributes: [new("a", comparison, value is null ? null : Given.Json(value))]);

        Assert.Equal(holds, Given.Holds(condition, Given.Request() with { Attributes = new AttributeMap(new Dictionary<string, AttributeValue> { ["a"] = attribute }) }));
        // One that is not there satisfies nothing.
        Assert.False(Given.Holds(condition, Given.Request() with { Attributes = new AttributeMap(new Dictionary<string, AttributeValue> { ["A"] = attribute }) }));
        Assert.False(Given.Holds(condition, Given.Request()));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
