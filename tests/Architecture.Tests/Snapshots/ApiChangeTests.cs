namespace Nanobot.Architecture.Tests.Snapshots;

/// <summary>What breaks callers of an API, and what does not.</summary>
public sealed class ApiChangeTests
{
    private static readonly string[] Before =
    [
        "post /users: operation",
        "in post /users application/json: CreateUser required",
        "in post /users query dry_run: boolean",
        "in CreateUser.name: string maxLength=100 required",
        "in CreateUser.role: string enum=admin|user",
        "out post /users 201 application/json: User required",
        "out User.name: string required",
        "out User.note: null|string",
    ];

    [Theory]
    [InlineData("post /users: operation", null, "post /users is gone")]
    [InlineData("in CreateUser.role: string enum=admin|user", null, "in CreateUser.role is gone")]
    [InlineData("in CreateUser.role: string enum=admin|user", "in CreateUser.role: string enum=user", "in CreateUser.role may not be admin any more")]
    [InlineData("in CreateUser.role: string enum=admin|user", "in CreateUser.role: string enum=admin|user required", "in CreateUser.role must be sent now")]
    [InlineData("in CreateUser.name: string maxLength=100 required", "in CreateUser.name: string maxLength=64 required", "in CreateUser.name has maxLength 64 now")]
    [InlineData("in CreateUser.name: string maxLength=100 required", "in CreateUser.name: integer required", "in CreateUser.name may not be string any more")]
    [InlineData("in CreateUser.name: string maxLength=100 required", "in CreateUser.name: string maxLength=100 pattern=^a required", "in CreateUser.name has the pattern ^a now")]
    [InlineData("", "in CreateUser.team: string required", "in CreateUser.team must be sent now")]
    [InlineData("", "in post /users header If-Match: string required", "in post /users header If-Match must be sent now")]
    [InlineData("out User.name: string required", "out User.name: string", "out User.name was always there and may be missing")]
    [InlineData("out User.name: string required", "out User.name: null|string required", "out User.name was string and is null|string")]
    [InlineData("out User.note: null|string", null, "out User.note is gone")]
    public void What_callers_would_trip_over_is_named(string line, string? now, string what) => Assert.Equal([what], ApiChange.Breaks(Before, Changed(line, now)));

    [Theory]
    [InlineData("", "get /users: operation")]
    [InlineData("", "in CreateTeam.name: string required")]
    [InlineData("", "in CreateUser.team: string")]
    [InlineData("", "out User.team: string required")]
    [InlineData("in CreateUser.name: string maxLength=100 required", "in CreateUser.name: string maxLength=200")]
    [InlineData("in CreateUser.role: string enum=admin|user", "in CreateUser.role: string enum=admin|guest|user")]
    [InlineData("in CreateUser.role: string enum=admin|user", "in CreateUser.role: null|string")]
    [InlineData("out User.note: null|string", "out User.note: null|string required")]
    public void What_is_added_or_allowed_breaks_nobody(string line, string now) => Assert.Equal([], ApiChange.Breaks(Before, Changed(line, now)));

    private static IEnumerable<string> Changed(string line, string? now) =>
        Before.Where(known => known != line).Concat(now is null ? [] : [now]);
}
