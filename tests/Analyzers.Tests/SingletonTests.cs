namespace Nanobot.Analyzers.Tests;

public sealed class SingletonTests
{
    private const string Registered = "services.AddSingleton<Looked>();";

    [Theory]
    [InlineData("class Looked { private TenantContext? _context; }", "_context")]
    [InlineData("class Looked { public TenantContext? Context { get; set; } }", "Context")]
    [InlineData("class Looked(TenantContext context) { string Name => context.TenantId; }", "context")]
    [InlineData("class Looked { private Lazy<Task<TenantContext>>? _later; }", "_later")]
    [InlineData("class Looked { private string? _tenantId; }", "_tenantId")]
    [InlineData("class Looked { private Holder? _holder; }", "_holder")]
    [InlineData("class Looked(Holder holder) { object Own => holder; }", "holder")]
    [InlineData("class Looked : Base;", "_of")]
    [InlineData("class Looked(string tenantId) { string Name => tenantId; }", "tenantId")]
    [InlineData("record Looked(TenantId Tenant);", "Tenant")]
    public async Task One_that_holds_a_tenant_is_found_however_it_holds_it(string type, string member) =>
        Assert.Equal([$"NBA004 at {member}"], await FoundAsync(type, Registered));

    [Theory]
    [InlineData("class Looked { private readonly ConcurrentDictionary<string, TenantContext> _known = new(); }")]
    [InlineData("class Looked { void Do(TenantContext context) { var mine = context; } }")]
    [InlineData("class Looked { TenantContext? Current => null; }")]
    [InlineData("class Looked(TenantContext context) { private readonly int _length = context.TenantId.Length; int Length => _length; }")]
    [InlineData("class Looked { private readonly Func<TenantContext, string>? _name; }")]
    [InlineData("class Looked { private readonly Func<string, Task<TenantContext>>? _ask; }")]
    [InlineData("class Looked { private readonly List<Holder> _many = []; }")]
    [InlineData("class Looked { private Looked? _next; }")]
    [InlineData("class Looked { private static TenantContext? _last; }")]
    public async Task One_that_holds_many_or_none_is_not(string type) => Assert.Empty(await FoundAsync(type, Registered));

    [Theory]
    [InlineData("services.AddSingleton<Looked>();")]
    [InlineData("services.AddSingleton<ILooked, Looked>();")]
    [InlineData("services.AddSingleton(typeof(Looked));")]
    [InlineData("services.AddSingleton(typeof(ILooked), typeof(Looked));")]
    [InlineData("services.AddSingleton(new Looked());")]
    [InlineData("services.AddSingleton<ILooked>(new Looked());")]
    [InlineData("services.AddSingleton<ILooked>(_ => new Looked());")]
    [InlineData("services.AddSingleton<ILooked>(provider => { return new Looked(); });")]
    [InlineData("services.AddSingleton(Make);")]
    [InlineData("services.AddKeyedSingleton<ILooked, Looked>(\"one\");")]
    [InlineData("services.TryAddSingleton<ILooked, Looked>();")]
    public async Task It_is_found_however_it_is_registered(string registration) =>
        Assert.Equal(["NBA004 at _context"], await FoundAsync("class Looked : ILooked { private TenantContext? _context; }", registration));

    [Theory]
    [InlineData("")]
    [InlineData("services.AddScoped<Looked>();")]
    [InlineData("services.AddTransient<ILooked, Looked>();")]
    public async Task One_of_a_request_may_hold_it(string registration) =>
        Assert.Empty(await FoundAsync("class Looked : ILooked { private TenantContext? _context; }", registration));

    [Theory]
    [InlineData("class Looked : Microsoft.Extensions.Hosting.BackgroundService { TenantContext? _context; protected override Task ExecuteAsync(CancellationToken token) => Task.CompletedTask; }")]
    [InlineData("class SingletonAttribute : Attribute; [Singleton] class Looked { TenantContext? _context; }")]
    public async Task What_the_host_starts_and_what_says_it_of_itself_lives_as_long(string type) => Assert.Equal(["NBA004 at _context"], await FoundAsync(type, ""));

    [Theory]
    [InlineData("services.AddScoped<Holder>();", "class Looked(Holder given);", "Holder given")]
    [InlineData("services.AddTransient<Holder>();", "class Looked { public Looked(Holder given) { } }", "Holder given")]
    [InlineData("services.AddScoped<IHolder, Holder>();", "class Looked(IHolder given);", "IHolder given")]
    [InlineData("services.AddScoped<IHolder>(_ => new Holder());", "class Looked(IHolder given);", "IHolder given")]
    public async Task One_that_is_given_what_holds_a_requests_tenant_is_found(string other, string type, string parameter) =>
        Assert.Equal([$"NBA005 at {parameter.Split(' ')[1]}"], await FoundAsync(type, Registered + other));

    [Fact]
    public async Task So_is_one_whose_maker_asks_for_it() => Assert.Equal(
        ["NBA005 at provider.GetRequiredService<Holder>()"],
        await FoundAsync("class Looked(object given);", "services.AddScoped<Holder>(); services.AddSingleton(provider => new Looked(provider.GetRequiredService<Holder>()));"));

    [Theory]
    [InlineData("services.AddScoped<Plain>();", "class Looked(Plain given);")]
    [InlineData("services.AddSingleton<Plain>();", "class Looked(Plain given);")]
    public async Task One_that_is_given_what_holds_none_is_not(string other, string type) => Assert.Empty(await FoundAsync(type, Registered + other));

    private static Task<IReadOnlyList<string>> FoundAsync(string type, string registration) => Analysis.OfAsync<SingletonAnalyzer>($$"""
        using House;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.DependencyInjection.Extensions;
        interface ILooked;
        interface IHolder;
        class Plain;
        class Holder : IHolder { public TenantContext? Own { get; set; } }
        abstract class Base { private TenantId? _of; public object? Of => _of; }
        {{type}}
        static class Registering
        {
            static void Add(IServiceCollection services) { {{registration}} }
            {{(registration.Contains("Make", StringComparison.Ordinal) ? "static Looked Make(IServiceProvider provider) => new();" : "")}}
        }
        """);
}
