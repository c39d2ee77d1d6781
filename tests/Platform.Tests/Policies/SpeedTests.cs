using Nanobot.Platform.Policies;

namespace Nanobot.Platform.Tests.Policies;

public sealed class SpeedTests
{
    [Fact]
    public void A_decision_allocates_nothing_once_it_is_warm()
    {
        var set = PolicySet.Compile([Given.Policy("house", "deny", 5, new(Ip: new(["10.9.0.0/16"])))],
            [Given.Policy("mine", conditions: new(new("08:00", "20:00", [1, 2, 3, 4, 5], "Europe/Berlin"), new(NotInCidrs: ["192.0.2.0/24"]))), Given.Policy("tools", resource: "*web*")]);
        var request = Given.Request(ip: "10.1.2.3");
        for (var i = 0; i < 1000; i++)
        {
            Assert.True(set.Decide(request).Allowed);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var allowed = 0;
        for (var i = 0; i < 1000; i++)
        {
            allowed += set.Decide(request).Allowed ? 1 : 0;
        }

        Assert.Equal((1000, 0), (allowed, GC.GetAllocatedBytesForCurrentThread() - before));
    }
}
