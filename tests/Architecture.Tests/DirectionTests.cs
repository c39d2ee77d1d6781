using Nanobot.Architecture.Tests.Directions;

namespace Nanobot.Architecture.Tests;

/// <summary>No circle between the namespaces of a project, and no arrow of a service that points the wrong way.</summary>
public sealed class DirectionTests
{
    public static TheoryData<string> Projects => [.. Repository.Projects];

    public static TheoryData<string> Services => [.. Repository.Services];

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_namespace_reaches_itself(string project) => Assert.Equal([], Circles.In(Arrows.Of(project)).Select(static arrow => arrow.ToString()));

    [Theory]
    [MemberData(nameof(Services))]
    public void The_rooms_of_a_service_stand_on_each_other_one_way(string service) =>
        Assert.Equal([], ServiceRooms.Offenders($"Nanobot.{service}", Arrows.Of(service)).Select(static arrow => arrow.ToString()));

    [Fact]
    public void A_planted_circle_is_found_with_its_pair_of_files()
    {
        var arrows = Arrows.Of("Planted",
        [
            ("One.cs", "namespace Planted.One; class First { const string Name = Two.Second.Name; }"),
            ("Two.cs", "namespace Planted.Two; class Second { public const string Name = \"x\"; Three.Third? _third; }"),
            ("Three.cs", "namespace Planted.Three; static class Third { public static void Use(this One.First first) { } }"),
            ("Four.cs", "namespace Planted.Four; class Fourth { void Call(One.First first) => Three.Third.Use(first); }"),
        ]);

        Assert.Equal(
            ["Planted.One -> Planted.Two: One.cs names what Two.cs declares", "Planted.Three -> Planted.One: Three.cs names what One.cs declares", "Planted.Two -> Planted.Three: Two.cs names what Three.cs declares"],
            Circles.In(arrows).Select(static arrow => arrow.ToString()));
    }

    [Theory]
    [InlineData("Features.One", "Features.Two", false)]
    [InlineData("Features.One", "Making", true)]
    [InlineData("Making", "Features.One", false)]
    [InlineData("Persistence", "Making", false)]
    [InlineData("Making", "Persistence", true)]
    [InlineData("Events", "Features.One", false)]
    [InlineData("Observability", "Making", false)]
    [InlineData("Making", "Observability", true)]
    public void A_planted_arrow_that_points_the_wrong_way_is_found(string from, string to, bool allowed)
    {
        var arrows = Arrows.Of("Planted", [("From.cs", $"namespace Planted.{from}; class A {{ Planted.{to}.B? _b; }}"), ("To.cs", $"namespace Planted.{to}; class B;")]);

        Assert.Equal(allowed ? 0 : 1, ServiceRooms.Offenders("Planted", Assert.Single(arrows) is { } one ? [one] : []).Count);
    }

    [Fact]
    public void A_project_without_sources_is_no_proof() => Assert.Throws<InvalidOperationException>(() => Arrows.Of("Empty", []));
}
