using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Webhooks;

namespace Nanobot.Services.Scheduler.Tests.Webhooks;

public sealed class DeliveryPlanTests
{
    [Fact]
    public void The_tries_take_about_a_day_and_no_two_deliveries_come_again_together()
    {
        var backoff = new Backoff(new Random(7));
        var days = Enumerable.Range(0, 1000).Select(_ => Enumerable.Range(1, DeliveryPlan.MostTries - 1).Sum(attempt => DeliveryPlan.WaitAfter(attempt, null, backoff).TotalHours)).ToList();

        Assert.InRange(days.Average(), 22, 25);
        Assert.InRange(days.Min(), 15, 24);
        Assert.True(days.Distinct().Count() > 900);
    }

    [Fact]
    public void The_defaults_are_possible() => Assert.True(new WebhookOptionsValidator(new WebhookSection("Scheduler:Webhooks")).Validate(null, new WebhookOptions()).Succeeded);

    [Fact]
    public void Every_impossible_option_is_named() => Assert.Equal(
        ["Scheduler:Webhooks:Parallelism", "Scheduler:Webhooks:MostOfTenant", "Scheduler:Webhooks:MostOfHost", "Scheduler:Webhooks:Poll", "Scheduler:Webhooks:Timeout", "Scheduler:Webhooks:Lease"],
        new WebhookOptionsValidator(new WebhookSection("Scheduler:Webhooks")).Validate(null, new WebhookOptions { Parallelism = 257, MostOfTenant = 0, MostOfHost = 0, Poll = TimeSpan.Zero, Timeout = TimeSpan.FromMinutes(2), Lease = TimeSpan.FromMinutes(3) })
            .Failures!.Select(static failure => failure.Split(' ')[0]));

    [Fact]
    public void A_host_has_only_so_many_places()
    {
        var places = new HostPlaces(Microsoft.Extensions.Options.Options.Create(new WebhookOptions { MostOfHost = 2 }));
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => places.TryTake("a")));
        Assert.True(places.TryTake("b"));
        places.Return("a");
        Assert.True(places.TryTake("a"));
    }
}
