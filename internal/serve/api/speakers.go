package api

import (
	"context"

	"quoth/news"
)

type speakersInput struct {
	Name  string `query:"name" required:"true" minLength:"1" maxLength:"400" doc:"words of a name, or an ID"`
	Limit int    `query:"limit" minimum:"1" maximum:"100" default:"20" doc:"most speakers"`
}

func (s *server) addSpeakers() {
	get[speakersBody](s, operation{
		ID: "speakers", Path: "/speakers", Summary: "The speakers that bear a name",
		About:   "Those with most statements come first.",
		Example: example{Query: []pair{{"name", "Mota"}}, Python: "for s in answer[\"speakers\"]:\n    print(s[\"id\"], s[\"name\"], s[\"statements\"])"},
	}, s.speakers)
	get[profileBody](s, operation{
		ID: "speaker", Path: "/speakers/{id}", Summary: "All that the record knows of a speaker",
		About:   "Names and roles with their months, by whom and about whom, the latest statements, what joins the names.",
		Example: example{IDs: []string{"73iugpmy63xy"}, Python: "print(answer[\"name\"], [r[\"text\"] for r in answer[\"roles\"]])\nfor s in answer[\"latest\"]:\n    print(s[\"day\"], s[\"content\"][\"text\"])"},
	}, s.speaker)
}

type identities struct {
	Speakers []news.Identity `json:"speakers"`
}

func (s *server) speakers(ctx context.Context, in *speakersInput) (any, error) {
	all, err := s.record.Speakers(ctx, in.Name, in.Limit)
	return identities{append([]news.Identity{}, all...)}, err
}

func (s *server) speaker(ctx context.Context, in *idInput) (any, error) {
	return s.record.Speaker(ctx, in.ID)
}
