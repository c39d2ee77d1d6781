using Nanobot.Services.Gateway.Queueing;

namespace Nanobot.Services.Gateway.Tests.Queueing;

public sealed class VirtualTokensTests
{
    private readonly VirtualTokens _queue = new();
    private long _number;

    [Fact]
    public void A_user_who_calls_a_hundred_times_keeps_another_one_waiting_for_one_call_at_most()
    {
        for (var call = 0; call < 100; call++)
        {
            Add("flood", 10);
        }

        Add("ada", 10);

        Assert.Equal(["flood", "ada", "flood"], Serve(3));
    }

    [Fact]
    public void Turns_go_by_what_calls_cost()
    {
        for (var call = 0; call < 4; call++)
        {
            Add("dear", 100);
        }

        for (var call = 0; call < 12; call++)
        {
            Add("cheap", 25);
        }

        var served = Serve(10);

        Assert.Equal((2, 8), (served.Count(static flow => flow == "dear"), served.Count(static flow => flow == "cheap")));
    }

    [Fact]
    public void Who_did_not_call_for_long_has_saved_up_nothing()
    {
        Add("late", 1);
        Serve(1);
        for (var call = 0; call < 50; call++)
        {
            Add("busy", 10);
        }

        Serve(40);
        for (var call = 0; call < 10; call++)
        {
            Add("late", 10);
        }

        var served = Serve(10);
        Assert.InRange(served.Count(static flow => flow == "busy"), 4, 6);
    }

    [Fact]
    public void The_order_that_is_told_is_the_order_of_serving_over_many_queues()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var (random, queue) = (new Random(seed), new VirtualTokens());
            var waiting = Enumerable.Range(0, random.Next(1, 40)).Select(number =>
                new Ticket($"user-{random.Next(5)}", random.Next(1, 50), number, default, DateTimeOffset.MaxValue)).ToList();
            foreach (var ticket in waiting)
            {
                queue.Add(ticket);
                if (random.Next(4) == 0 && queue.Next() is { } early)
                {
                    queue.Served(early);
                }
            }

            var told = queue.InOrder();
            var served = new List<Ticket>();
            while (queue.Next() is { } next)
            {
                queue.Served(next);
                served.Add(next);
            }

            Assert.Equal(told, served);
        }
    }

    private void Add(string flow, long cost) => _queue.Add(new Ticket(flow, cost, _number++, default, DateTimeOffset.MaxValue));

    private List<string> Serve(int count)
    {
        var flows = new List<string>();
        for (var index = 0; index < count; index++)
        {
            var next = _queue.Next()!;
            _queue.Served(next);
            flows.Add(next.Flow);
        }

        return flows;
    }
}
